// says: `Shelf_keepers` holds many objects behind a link
// at: 1..=2

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .shelf.keepers.born in 1..=2);
}

fn main() {}
