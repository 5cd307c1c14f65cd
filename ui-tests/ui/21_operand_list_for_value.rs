// says: `Article_words` holds `i64`: it cannot be compared with `[{integer}; 2]`
// at: [1, 2]

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words == [1, 2]);
}

fn main() {}
