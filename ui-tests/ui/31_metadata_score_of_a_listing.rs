// says: `score` is not part of these results
// at: score

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, limit: 3, select: { score });
}

fn main() {}
