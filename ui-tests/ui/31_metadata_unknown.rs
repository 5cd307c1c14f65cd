// says: there is nothing called `scor` to select
// at: scor

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", select: { scor });
}

fn main() {}
