// says: is cut by `field`
// at: f.brand

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::Collection as _;

pub fn ask() {
    let f = Offer::FIELDS;
    let _ = Offer::query().bm25("red fox").and_cross((f.name, f.brand)).all();
}

fn main() {}
