// says: it takes no `sort`
// at: sort

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, prompt: "Describe {name}.", sort: .stock, limit: 3, select: { generated });
}

fn main() {}
