// says: `and_cross` searches properties as one: `Offer_name` and `Offer_brand` are cut in different ways
// at: and_cross

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, hybrid: "red fox", target: .text, operator: and_cross);
}

fn main() {}
