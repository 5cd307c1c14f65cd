// says: `Offer_taste` has no certainty, its distance is `dot`
// at: certainty

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_vector: [1.0, 2.0, 3.0], target: .taste, certainty: 0.7);
}

fn main() {}
