// says: `Note` declares no generative module
// at: grouped_task

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, bm25: "x", grouped_task: "sum up", limit: 2);
}

fn main() {}
