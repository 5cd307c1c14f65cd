// says: `Book_slug` is not cut into words, it is one value
// at: matches_none

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .slug matches_none ["red"]);
}

fn main() {}
