// says: `Note_meaning` cannot group these results
// at: .meaning

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, bm25: "x", group_by: .meaning);
}

fn main() {}
