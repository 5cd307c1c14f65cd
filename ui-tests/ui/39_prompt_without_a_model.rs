// says: `Note` declares no generative module
// at: prompt

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, bm25: "x", prompt: "about {body}", limit: 2);
}

fn main() {}
