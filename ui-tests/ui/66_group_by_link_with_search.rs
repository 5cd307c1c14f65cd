// says: `Offer_similar` is a link: an aggregate cannot group by it beside a filter or a search
// at: .similar

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Offer, near_vector: [0.1; 4], target: .text, object_limit: 3, group_by: .similar, select: { count });
}

fn main() {}
