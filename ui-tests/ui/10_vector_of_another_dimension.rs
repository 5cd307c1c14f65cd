// says: `Article_embedding` has 384 dimensions, and this vector has 768
// at: embedding

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<768>) {
    let _ = query!(Article, near_vector: embedding);
}

fn main() {}
