// says: `Article_words` has no `top`
// at: top

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, select: { .words { top(5) } });
}

fn main() {}
