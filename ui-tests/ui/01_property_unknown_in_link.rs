// says: no field `nam` on type
// at: nam

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .category.nam like "A*");
}

fn main() {}
