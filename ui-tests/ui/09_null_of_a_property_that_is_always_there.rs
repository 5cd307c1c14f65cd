// says: `Article_words` is never absent
// at: is_null

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words.is_null());
}

fn main() {}
