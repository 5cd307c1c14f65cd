// says: `Article_words` holds `i64`: it cannot be compared with `{float}`
// at: 1.5

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words < 1.5);
}

fn main() {}
