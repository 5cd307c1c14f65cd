// says: this clause is for the results of a search, and nothing ranks these
// at: group_by

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, group_by: .brand);
}

fn main() {}
