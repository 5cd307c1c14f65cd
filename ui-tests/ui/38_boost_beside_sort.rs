// says: a `boost` orders the results itself: it takes no `sort`
// at: sort

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::{Boost, condition, query};

pub fn ask() {
    let _ = query!(Offer, sort: .stock, boost: Boost::filter(condition!(Offer, .sold_out)));
}

fn main() {}
