// says: an aggregate over `near_object` needs to know where to stop
// at: near_object

#[path = "../shop.rs"]
mod shop;

use shop::Offer;
use weaviate::query;

pub fn ask(id: weaviate::Uuid) {
    let _ = query!(aggregate Offer, near_object: id, target: .text, filter: .stock > 2, select: { count });
}

fn main() {}
