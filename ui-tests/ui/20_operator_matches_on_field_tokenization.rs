// says: `Article_slug` is not cut into words, it is one value
// at: matches

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .slug matches "a b");
}

fn main() {}
