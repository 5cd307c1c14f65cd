// says: `Offer_look` is a `weaviate::Vector<2>`: it cannot be searched with 4 numbers
// at: [1.0; 4]

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_vector: [1.0; 4], target: sum(.text, .look));
}

fn main() {}
