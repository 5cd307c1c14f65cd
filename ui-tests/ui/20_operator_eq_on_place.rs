// says: `Article_place` cannot be compared
// at: =

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .place == 3);
}

fn main() {}
