// says: expected `,` before `limit`
// at: limit

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words > 3 limit: 3);
}

fn main() {}
