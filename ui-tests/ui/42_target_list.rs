// says: several targets are joined
// at: .

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: [.text, .look]);
}

fn main() {}
