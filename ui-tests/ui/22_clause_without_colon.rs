// says: expected `:` after `limit`
// at: limit

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, offset: 3, limit 3, select: { .body });
}

fn main() {}
