// says: distances cannot be joined by `avg`
// at: avg

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: avg(.text, .look));
}

fn main() {}
