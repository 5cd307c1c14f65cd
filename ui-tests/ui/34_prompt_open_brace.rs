// says: there is a `{` without its `}` in the prompt
// at: "Sell {name"

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", prompt: "Sell {name", select: { generated });
}

fn main() {}
