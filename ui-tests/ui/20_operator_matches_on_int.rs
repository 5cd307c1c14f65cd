// says: `Article_words` has no words
// at: matches

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words matches "a b");
}

fn main() {}
