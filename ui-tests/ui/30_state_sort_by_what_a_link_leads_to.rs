// says: objects are sorted by their own properties
// at: name

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, sort: .category.name);
}

fn main() {}
