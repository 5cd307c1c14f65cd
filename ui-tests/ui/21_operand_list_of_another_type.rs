// says: `Article_words` holds `i64`: it cannot be compared with text
// at: ["3"]

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words in ["3"]);
}

fn main() {}
