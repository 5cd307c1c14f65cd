// says: `Offer_similar` is a link: an aggregate cannot group by it beside a filter or a search
// at: .similar

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Offer, filter: .stock > 2, group_by: .similar, select: { count });
}

fn main() {}
