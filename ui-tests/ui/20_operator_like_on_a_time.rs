// says: ids and times have no such operator
// at: like

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .created_at() like "2024*");
}

fn main() {}
