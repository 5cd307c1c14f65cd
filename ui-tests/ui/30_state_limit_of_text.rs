// says: mismatched types
// at: "10"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, limit: "10");
}

fn main() {}
