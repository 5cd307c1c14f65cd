// says: `Book_words` is tokenized text: it contains words, not values
// at: contains_none

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .words contains_none ["red"]);
}

fn main() {}
