// says: `Offer_taste` has no vectorizer for this search
// at: near_text

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, near_text: "x", target: sum(.text, .taste));
}

fn main() {}
