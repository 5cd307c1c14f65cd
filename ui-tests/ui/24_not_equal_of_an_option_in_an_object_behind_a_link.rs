// says: `!=` leaves out objects without `Keeper_born`
// at: !

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .shelf.owner.born != 5);
}

fn main() {}
