// says: this `hybrid` needs a vector: `Article` has no vectorizer for its text
// at: hybrid

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, hybrid: "rust");
}

fn main() {}
