// says: `Article_title` is tokenized text: it has words, not a value
// at: in

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .title in ["a", "b"]);
}

fn main() {}
