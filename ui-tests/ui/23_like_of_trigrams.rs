// says: `Book_code` has no `like`: its tokenization, `trigram`, cuts a pattern to pieces
// at: like

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .code like "a*");
}

fn main() {}
