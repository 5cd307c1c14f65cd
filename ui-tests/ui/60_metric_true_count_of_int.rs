// says: `Article_words` has no such metric
// at: true_count

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, select: { .words { true_count } });
}

fn main() {}
