// says: no field `titel` on type `ArticleFields`
// at: titel

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .titel like "A*");
}

fn main() {}
