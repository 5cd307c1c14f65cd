// says: `Offer_name` is not a vector
// at: sum

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: sum(.text, .name));
}

fn main() {}
