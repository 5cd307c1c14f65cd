// says: is cut by `field`
// at: .brand

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "red fox", on: [.name ^ 2, .brand], operator: and_cross);
}

fn main() {}
