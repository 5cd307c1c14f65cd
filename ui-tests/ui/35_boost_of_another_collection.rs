// says: is no boost of `Offer`
// at: Boost::filter(condition!(Note, .stars > 3))

#[path = "../shop.rs"]
mod shop;

use shop::{Note, Offer};
use weaviate::{Boost, condition, query};

pub fn ask() {
    let _ = query!(Offer, bm25: "x", boost: Boost::filter(condition!(Note, .stars > 3)));
}

fn main() {}
