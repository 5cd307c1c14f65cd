// says: `Article_title` has no such metric
// at: mean

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, select: { .title { mean } });
}

fn main() {}
