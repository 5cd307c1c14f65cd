// says: this clause is for the results of a search, and nothing ranks these
// at: group_by

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, group_by: .body, groups: 2, objects_per_group: 2, auto_limit: 1, limit: 3);
}

fn main() {}
