// says: there is no operator `contains`
// at: contains

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .title contains "A");
}

fn main() {}
