// says: `Article_public` has no such metric
// at: min

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, select: { .public { min } });
}

fn main() {}
