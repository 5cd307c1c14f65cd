// says: these are no vectors of `Offer` to join
// at: sum

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: sum(.text, .name));
}

fn main() {}
