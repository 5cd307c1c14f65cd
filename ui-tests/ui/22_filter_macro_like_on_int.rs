// says: `Article_words` is not text
// at: like

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::filter;

pub fn ask() {
    let _ = filter!(Article, .words like "A*");
}

fn main() {}
