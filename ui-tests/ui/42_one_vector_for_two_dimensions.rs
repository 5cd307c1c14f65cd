// says: `Offer_look` has 2 dimensions, and this vector has 4
// at: [1.0; 4]

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_vector: [1.0; 4], target: sum(.text, .look));
}

fn main() {}
