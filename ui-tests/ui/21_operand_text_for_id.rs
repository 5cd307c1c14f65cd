// says: `id` holds `weaviate::Uuid`: it cannot be compared with text
// at: "abc"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .category.id() == "abc");
}

fn main() {}
