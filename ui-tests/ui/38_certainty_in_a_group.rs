// says: `certainty` is not part of these results
// at: certainty

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_vector: [0.1; 4], target: .text, group_by: .brand, select: { certainty });
}

fn main() {}
