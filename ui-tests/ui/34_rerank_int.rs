// says: `Offer_stock` is not text for a reranker to read
// at: .stock

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", rerank: .stock);
}

fn main() {}
