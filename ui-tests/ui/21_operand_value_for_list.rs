// says: `Article_tags` is compared with a list here, not with one `str`
// at: "rust"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .tags contains_any "rust");
}

fn main() {}
