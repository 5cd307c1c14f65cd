// says: no word of `Book_title` has a blank in it
// at: "hel* wor*"

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .title like "hel* wor*");
}

fn main() {}
