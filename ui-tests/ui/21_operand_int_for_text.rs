// says: `Article_slug` holds `String`: it cannot be compared with `i64`
// at: count

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(count: i64) {
    let _ = query!(Article, filter: .slug == count);
}

fn main() {}
