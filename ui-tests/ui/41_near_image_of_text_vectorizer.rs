// says: `Offer_text` has no vectorizer for this search
// at: near_image

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask(bytes: &[u8]) {
    let _ = query!(Offer, near_image: bytes, target: .text);
}

fn main() {}
