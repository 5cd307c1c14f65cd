// says: `Offer_look` is a `weaviate::Vector<2>`: it cannot be searched with 3 numbers
// at: near_vector

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_vector: { .look: [1.0; 3], .text: [1.0; 4] }, target: sum(.text, .look));
}

fn main() {}
