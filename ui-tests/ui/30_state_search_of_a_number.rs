// says: a `{integer}` is no text to search for
// at: 3

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: 3);
}

fn main() {}
