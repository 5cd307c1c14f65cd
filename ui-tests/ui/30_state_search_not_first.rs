// says: the search is the first clause: move `bm25` to the front
// at: bm25

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, limit: 3, bm25: "rust");
}

fn main() {}
