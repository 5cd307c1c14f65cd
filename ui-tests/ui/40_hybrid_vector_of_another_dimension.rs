// says: `Article_embedding` has 384 dimensions, and this vector has 3
// at: embedding

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<3>) {
    let _ = query!(Article, hybrid: "rust", vector: embedding);
}

fn main() {}
