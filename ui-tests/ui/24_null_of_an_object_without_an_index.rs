// says: nothing inside `Book_dark` has an index
// at: is_null

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .dark.is_null());
}

fn main() {}
