// says: `Note_meaning` has no vectorizer for this search
// at: near_text("y")

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, hybrid: "x", vector: near_text("y"));
}

fn main() {}
