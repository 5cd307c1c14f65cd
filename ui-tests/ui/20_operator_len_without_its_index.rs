// says: `Article` does not index lengths
// at: len

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .title.len() > 3);
}

fn main() {}
