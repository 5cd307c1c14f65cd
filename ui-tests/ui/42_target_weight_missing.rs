// says: `.look` has no weight in `weighted`
// at: .

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: weighted(.text * 0.3, .look));
}

fn main() {}
