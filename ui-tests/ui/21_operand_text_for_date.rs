// says: `Article·published` holds `date`: it cannot be compared with `str`
// at: "2024-01-01"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .published >= "2024-01-01");
}

fn main() {}
