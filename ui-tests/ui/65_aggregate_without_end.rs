// says: an aggregate over `near_vector` needs to know where to stop
// at: near_vector

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Offer, near_vector: [0.1; 4], target: .text, select: { count });
}

fn main() {}
