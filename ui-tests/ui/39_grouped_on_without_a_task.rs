// says: `grouped_on` says what a `grouped_task` reads, and there is none
// at: grouped_on

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", grouped_on: [.name], limit: 2);
}

fn main() {}
