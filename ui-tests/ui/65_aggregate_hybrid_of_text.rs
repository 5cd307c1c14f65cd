// says: an aggregate over a `hybrid` without a vector of its own needs to know where to stop
// at: hybrid

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Offer, hybrid: "x", target: .text, select: { count });
}

fn main() {}
