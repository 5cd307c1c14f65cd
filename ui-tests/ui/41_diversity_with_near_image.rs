// says: a server drops `diversity` where it searches by a picture or sound
// at: diversity

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::{Diversity, query};

pub fn ask() {
    let _ = query!(Offer, near_image: [1_u8, 2], target: .look, diversity: Diversity::mmr(2), limit: 3);
}

fn main() {}
