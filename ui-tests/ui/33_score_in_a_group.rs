// says: `score` is not part of these results
// at: score

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", group_by: .brand, select: { .name, score });
}

fn main() {}
