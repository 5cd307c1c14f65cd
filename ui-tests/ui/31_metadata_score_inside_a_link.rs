// says: `score` is not part of these results
// at: score

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", select: { .category { score } });
}

fn main() {}
