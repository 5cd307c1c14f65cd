// says: `Article_title` alone is not a condition
// at: .title

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .title && .words > 3);
}

fn main() {}
