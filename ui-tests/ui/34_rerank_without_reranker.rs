// says: `Note` declares no reranker
// at: rerank

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, bm25: "x", rerank: .body);
}

fn main() {}
