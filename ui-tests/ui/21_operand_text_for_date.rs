// says: `Article_published` is a date: it cannot be compared with text
// at: "2024-01-01"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .published >= "2024-01-01");
}

fn main() {}
