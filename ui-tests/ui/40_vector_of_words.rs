// says: `Article_embedding` is a `weaviate::Vector<384>`: it cannot be searched with `&str`
// at: "rust"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, near_vector: "rust");
}

fn main() {}
