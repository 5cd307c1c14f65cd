// says: `Shelf_keepers` holds many objects behind a link
// at: contains_all

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .shelf.keepers.marks contains_all [1, 2]);
}

fn main() {}
