// says: `Book_shelves` leads to many objects: one could meet one part of this test
// at: contains_all

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .shelves.sizes contains_all [1, 2]);
}

fn main() {}
