// says: the server does not say when the objects of a group were written
// at: created_at

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask() {
    let _ = query!(Offer, bm25: "x", group_by: .brand, select: { .name, created_at });
}

fn main() {}
