// says: `Article_title` is not a vector
// at: .title

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, near_vector: [0.0; 384], target: .title);
}

fn main() {}
