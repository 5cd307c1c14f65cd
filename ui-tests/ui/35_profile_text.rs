// says: mismatched types
// at: "yes"

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, profile: "yes");
}

fn main() {}
