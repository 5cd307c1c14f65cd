// says: is no concept to search for
// at: 3

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: 3, target: .text);
}

fn main() {}
