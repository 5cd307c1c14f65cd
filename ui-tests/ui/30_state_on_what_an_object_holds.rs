// says: this is no property of `Article` to search
// at: .author.name

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", on: .author.name);
}

fn main() {}
