// says: `Article_embedding` has 384 dimensions, and this vector has 3
// at: [1.0f32, 2.0, 3.0]

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, near_vector: [1.0f32, 2.0, 3.0]);
}

fn main() {}
