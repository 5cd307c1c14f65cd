// says: `Article_notes` is not in the keyword index
// at: .notes ^ 2

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", on: [.title, .notes ^ 2]);
}

fn main() {}
