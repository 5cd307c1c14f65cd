// says: `Article_title` is not a link
// at: count

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .title.count() > 3);
}

fn main() {}
