// says: a language model cannot read `Offer_picture`
// at: .picture

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", grouped_task: "y", grouped_on: [.picture]);
}

fn main() {}
