// says: no field `nam` on type
// at: "Sell {nam}"

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", prompt: "Sell {nam}", select: { generated });
}

fn main() {}
