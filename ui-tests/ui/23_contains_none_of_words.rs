// says: `Book_title` is tokenized text: it contains words, not values
// at: contains_none

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .title contains_none ["red"]);
}

fn main() {}
