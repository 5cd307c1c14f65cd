// says: `Note_meaning` has no vectorizer for this search
// at: near_text

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Note, near_text: "x", object_limit: 3, select: { count });
}

fn main() {}
