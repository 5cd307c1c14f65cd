// says: `diversity` chooses 1000 objects out of a `limit` of 3
// at: diversity

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::{Diversity, query};

pub fn ask() {
    let _ = query!(Offer, near_vector: [0.1; 4], target: .text, diversity: Diversity::mmr(1000).balance(0.5), limit: 3);
}

fn main() {}
