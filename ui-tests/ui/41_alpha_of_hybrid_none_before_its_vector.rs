// says: `hybrid: none` is the vector alone: there is nothing to weigh
// at: alpha

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, hybrid: none, alpha: 0.5, vector: [0.1, 0.2, 0.3]);
}

fn main() {}
