// says: `.len()` cannot be selected
// at: len

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, select: { .title.len() });
}

fn main() {}
