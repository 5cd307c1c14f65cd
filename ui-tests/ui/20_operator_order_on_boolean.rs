// says: `Article_public` has no order
// at: >

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .public >= true);
}

fn main() {}
