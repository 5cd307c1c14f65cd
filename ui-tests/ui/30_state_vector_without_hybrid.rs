// says: `vector` belongs to a `hybrid` search
// at: vector

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<384>) {
    let _ = query!(Article, bm25: "rust", vector: embedding);
}

fn main() {}
