// says: `diversity` compares vectors, and these results have none
// at: diversity

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::{Diversity, query};

pub fn ask() {
    let _ = query!(Offer, bm25: "x", diversity: Diversity::mmr(3));
}

fn main() {}
