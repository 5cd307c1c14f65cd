// says: an aggregate over a `hybrid` without a vector of its own needs to know where to stop
// at: hybrid

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Note, hybrid: "x", alpha: 0, select: { count });
}

fn main() {}
