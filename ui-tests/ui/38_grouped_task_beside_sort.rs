// says: it takes no `sort`
// at: sort

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, sort: .stock, grouped_task: "Compare them.", limit: 3);
}

fn main() {}
