// says: `certainty` is not part of these results
// at: certainty

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Note, hybrid: "x", alpha: 0, object_limit: 3, certainty: 0.3, select: { count });
}

fn main() {}
