// says: an aggregate looks at one vector
// at: sum

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Offer, near_vector: { .text: [0.1; 4], .look: [0.1; 2] }, target: sum(.text, .look), object_limit: 3, select: { count });
}

fn main() {}
