// says: a query has one search
// at: near_vector

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<384>) {
    let _ = query!(Article, bm25: "rust", near_vector: embedding);
}

fn main() {}
