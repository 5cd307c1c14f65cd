// says: `Article_words` is not text
// at: like

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words like "A*");
}

fn main() {}
