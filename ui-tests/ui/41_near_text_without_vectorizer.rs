// says: `Note_meaning` has no vectorizer for this search
// at: near_text

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, near_text: "x");
}

fn main() {}
