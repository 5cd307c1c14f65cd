// says: the query vectors and `target` name different vectors
// at: near_vector

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_vector: { .text: [1.0; 4] }, target: sum(.text, .look));
}

fn main() {}
