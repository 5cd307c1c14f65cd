// says: `Article_published` holds `date`: it cannot be compared with `integer`
// at: 3

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .published >= 3);
}

fn main() {}
