// says: `Article_embedding` is a `weaviate::Vector<384>`: it cannot be searched with 768 numbers
// at: embedding

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<768>) {
    let _ = query!(Article, near_vector: embedding);
}

fn main() {}
