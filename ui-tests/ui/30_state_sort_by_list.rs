// says: objects cannot be sorted by `Article_tags`
// at: desc

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, sort: .tags desc);
}

fn main() {}
