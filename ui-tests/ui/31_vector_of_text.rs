// says: `Offer_name` is not a vector
// at: .name

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, select: { vector(.name) });
}

fn main() {}
