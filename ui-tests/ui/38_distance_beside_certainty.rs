// says: `distance` and `certainty` both say where to stop
// at: certainty

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_vector: [0.1; 4], target: .text, distance: 0.3, certainty: 0.8);
}

fn main() {}
