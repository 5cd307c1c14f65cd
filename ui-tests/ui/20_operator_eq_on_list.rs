// says: `Article·tags` cannot be compared
// at: =

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .tags == "rust");
}

fn main() {}
