// says: `rerank` holds a property against a text, and this search has none
// at: rerank

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::prelude::*;

pub fn ask() {
    let _ = Offer::query().target(Offer::FIELDS.look).near_vector([0.1, 0.2]).rerank(Offer::FIELDS.name).rerank_query("x").all();
}

fn main() {}
