// says: this clause is for the results of a search, and nothing ranks these
// at: auto_limit

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, auto_limit: 1);
}

fn main() {}
