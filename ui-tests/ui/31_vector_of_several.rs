// says: `Offer` has several vectors: `vector` alone is none of them
// at: vector

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, select: { vector });
}

fn main() {}
