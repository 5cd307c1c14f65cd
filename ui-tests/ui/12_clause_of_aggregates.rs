// says: `object_limit` belongs to `query!(aggregate …)`
// at: object_limit

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", object_limit: 3);
}

fn main() {}
