// says: a `hybrid` without words needs a vector
// at: hybrid

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, hybrid: none, target: .text);
}

fn main() {}
