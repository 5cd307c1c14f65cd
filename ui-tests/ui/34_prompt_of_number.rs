// says: is no prompt
// at: 3

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", prompt: 3);
}

fn main() {}
