// says: `bm25` searches words: it takes no `target`
// at: bm25

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", target: .text, limit: 2);
}

fn main() {}
