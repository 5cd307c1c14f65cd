// says: `fusion` and `max_distance` belong to a `hybrid` search
// at: fusion

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, bm25: "x", fusion: ranked);
}

fn main() {}
