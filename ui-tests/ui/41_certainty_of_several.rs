// says: `certainty` is not part of these results
// at: certainty

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: sum(.text, .look), certainty: 0.7);
}

fn main() {}
