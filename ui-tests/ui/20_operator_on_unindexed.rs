// says: `Article_secret` has no index to filter by
// at: =

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .secret == 3);
}

fn main() {}
