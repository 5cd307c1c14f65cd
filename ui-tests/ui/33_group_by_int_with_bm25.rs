// says: `Offer_stock` cannot group these results
// at: .stock

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", group_by: .stock);
}

fn main() {}
