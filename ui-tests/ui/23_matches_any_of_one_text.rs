// says: `Book_title` is compared with a list here
// at: "red"

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .title matches_any "red");
}

fn main() {}
