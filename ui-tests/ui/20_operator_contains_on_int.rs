// says: `Article_words` holds no list of values to compare
// at: contains_any

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words contains_any [1, 2]);
}

fn main() {}
