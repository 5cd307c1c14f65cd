// says: `Article_embedding` is a `weaviate::Vector<384>`: it cannot be searched with 3 numbers
// at: [1.0f32, 2.0, 3.0]

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, near_vector: [1.0f32, 2.0, 3.0]);
}

fn main() {}
