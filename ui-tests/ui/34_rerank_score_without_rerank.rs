// says: `rerank_score` is not part of these results
// at: rerank_score

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", select: { .name, rerank_score });
}

fn main() {}
