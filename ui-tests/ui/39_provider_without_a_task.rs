// says: a `provider` writes nothing by itself
// at: provider

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::{generative, query};

pub fn ask() {
    let _ = query!(Note, bm25: "x", provider: generative::openai(), limit: 2);
}

fn main() {}
