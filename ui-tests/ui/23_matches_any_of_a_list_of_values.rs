// says: `Book_tags` is not cut into words, it is one value
// at: matches_any

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .tags matches_any ["red"]);
}

fn main() {}
