// says: `score` is not part of these results
// at: score

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<384>) {
    let _ = query!(Article, near_vector: embedding, select: { .title, score });
}

fn main() {}
