// says: `hybrid: none` is the vector alone
// at: alpha

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, hybrid: none, target: .text, vector: [0.1; 4], alpha: 0.5);
}

fn main() {}
