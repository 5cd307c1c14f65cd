// says: is no list of ids
// at: ["x"]

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, ids: ["x"]);
}

fn main() {}
