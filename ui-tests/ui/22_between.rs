// says: there is no operator `between`
// at: between

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, filter: .stars between 1 and 3);
}

fn main() {}
