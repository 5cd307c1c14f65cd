// says: a condition starts with the property
// at: 3

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: 3 < .words);
}

fn main() {}
