// says: `and_cross` says itself which properties are searched
// at: on

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::prelude::*;

pub fn ask() {
    let f = Offer::FIELDS;
    let _ = Offer::query().bm25("red fox").and_cross(f.name).on(f.brand).all();
}

fn main() {}
