// says: comparisons do not chain
// at: 1

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: 1 < .words < 5);
}

fn main() {}
