// says: `Article_embedding` is a `weaviate::Vector<384>`: it cannot be searched with 3 numbers
// at: embedding

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<3>) {
    let _ = query!(Article, hybrid: "rust", vector: embedding);
}

fn main() {}
