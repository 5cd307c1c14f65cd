// says: `auto_limit` cuts where the scores jump, and nothing ranks these results
// at: auto_limit

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, auto_limit: 1);
}

fn main() {}
