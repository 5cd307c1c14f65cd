// says: `Offer_similar` is a link: an aggregate cannot group by it beside a filter or a search
// at: filter

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Offer, group_by: .similar, filter: .stock > 2, select: { count });
}

fn main() {}
