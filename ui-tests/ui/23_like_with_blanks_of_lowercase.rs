// says: no word of `Book_line` has a blank in it
// at: "hel* wor*"

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .line like "hel* wor*");
}

fn main() {}
