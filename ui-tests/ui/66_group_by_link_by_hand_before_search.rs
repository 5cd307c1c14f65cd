// says: `Offer_similar` is a link: an aggregate cannot group by it beside a filter or a search
// at: near_object

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::{Collection as _, prelude::*};

pub fn ask() {
    let _ = Offer::aggregate()
        .group_by(Offer::FIELDS.similar)
        .target(Offer::FIELDS.text)
        .near_object(weaviate::Uuid::nil())
        .object_limit(3)
        .select(|_, all| (all.count(),));
}

fn main() {}
