// says: `Book_places` leads to many objects
// at: 1..=2

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .places.shelf.room in 1..=2);
}

fn main() {}
