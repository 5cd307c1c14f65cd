// says: `fusion` and `max_distance` belong to a `hybrid` search
// at: max_distance

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, near_vector: [1.0, 2.0, 3.0], max_distance: 0.3);
}

fn main() {}
