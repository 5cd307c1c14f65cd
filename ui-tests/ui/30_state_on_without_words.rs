// says: `on` and `operator` belong to a search by words
// at: on

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(embedding: weaviate::Vector<384>) {
    let _ = query!(Article, near_vector: embedding, on: [.title]);
}

fn main() {}
