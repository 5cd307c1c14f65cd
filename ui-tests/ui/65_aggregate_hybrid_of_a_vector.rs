// says: an aggregate over a `hybrid` without words needs to know where to stop
// at: hybrid

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Note, hybrid: none, vector: [0.1, 0.2, 0.3], select: { count });
}

fn main() {}
