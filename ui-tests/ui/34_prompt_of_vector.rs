// says: a language model cannot read `Offer_text`
// at: "Sell {text}"

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", prompt: "Sell {text}", select: { generated });
}

fn main() {}
