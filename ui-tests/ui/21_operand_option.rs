// says: `Article_words` cannot be compared with an `Option`
// at: min

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(min: Option<i64>) {
    let _ = query!(Article, filter: .words >= min);
}

fn main() {}
