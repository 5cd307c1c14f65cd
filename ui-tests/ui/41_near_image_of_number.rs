// says: is no medium to search with
// at: 3

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_image: 3, target: .look);
}

fn main() {}
