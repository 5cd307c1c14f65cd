// says: `Book_kana` has no `like`: its tokenization, `kagome_ja`, cuts a pattern to pieces
// at: like

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .kana like "a*");
}

fn main() {}
