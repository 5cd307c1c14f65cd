// says: `distance` belongs to a `near_*` search
// at: distance

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", distance: 0.3);
}

fn main() {}
