// says: `rerank` holds a property against a text, and this search has none
// at: rerank

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, hybrid: none, vector: [0.1, 0.2, 0.3], target: .taste, rerank: .name);
}

fn main() {}
