// says: no field `titel` on type `ArticleFields`
// at: titel

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", select: { .titel });
}

fn main() {}
