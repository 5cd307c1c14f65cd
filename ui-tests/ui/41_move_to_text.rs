// says: mismatched types
// at: "y"

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: .text, move_to: "y");
}

fn main() {}
