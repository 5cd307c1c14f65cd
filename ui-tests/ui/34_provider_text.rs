// says: is no provider of language models
// at: "openai"

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", prompt: "y", provider: "openai");
}

fn main() {}
