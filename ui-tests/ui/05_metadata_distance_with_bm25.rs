// says: `distance` is not part of these results
// at: distance

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", select: { .title, distance });
}

fn main() {}
