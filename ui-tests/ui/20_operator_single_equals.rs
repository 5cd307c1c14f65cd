// says: `=` does not compare: write `==`
// at: =

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words = 3);
}

fn main() {}
