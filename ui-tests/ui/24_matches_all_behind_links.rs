// says: `Book_shelves` leads to many objects: one could meet one part of this test
// at: matches_all

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .shelves.label matches_all ["a", "b"]);
}

fn main() {}
