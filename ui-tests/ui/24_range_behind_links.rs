// says: `Book_shelves` leads to many objects: one could meet one part of this test
// at: 1..=2

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .shelves.room in 1..=2);
}

fn main() {}
