// says: an aggregate needs `select`
// at: Article

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, filter: .words > 3);
}

fn main() {}
