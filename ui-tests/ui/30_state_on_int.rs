// says: `Article_words` is not in the keyword index
// at: .words

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", on: [.words]);
}

fn main() {}
