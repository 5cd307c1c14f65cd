// says: `generated` is not part of these results
// at: generated

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", grouped_task: "y", select: { .name, generated });
}

fn main() {}
