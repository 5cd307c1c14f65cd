// says: expected `,` before this
// at: like

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, select: { .body like "a" });
}

fn main() {}
