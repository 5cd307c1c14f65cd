// says: `target` is for a search by vectors, and there is none
// at: Offer

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, target: .text, limit: 2);
}

fn main() {}
