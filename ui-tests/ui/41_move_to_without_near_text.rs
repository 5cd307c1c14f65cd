// says: `move_to` and `move_away` belong to `near_text`
// at: move_to

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::{query, search::Move};

pub fn ask() {
    let _ = query!(Note, bm25: "x", move_to: Move::new(0.5).concepts("y"));
}

fn main() {}
