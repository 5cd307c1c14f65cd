// says: `distance` belongs to a `near_*` search
// at: distance

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, hybrid: "x", vector: [1.0, 2.0, 3.0], distance: 0.3);
}

fn main() {}
