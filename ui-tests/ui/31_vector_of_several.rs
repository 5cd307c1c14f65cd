// says: `Offer` has several vectors and this search names none
// at: vector

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, select: { vector });
}

fn main() {}
