// says: an aggregate has no `rerank`
// at: rerank

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Offer, rerank: .name, select: { count });
}

fn main() {}
