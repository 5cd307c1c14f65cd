// says: `Shelf_sizes` has no words
// at: matches_any

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .shelf.sizes matches_any [1]);
}

fn main() {}
