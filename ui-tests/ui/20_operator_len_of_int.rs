// says: `Article_rating` has no length
// at: len

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .rating.len() > 3);
}

fn main() {}
