// says: `Article_tags` is a list: it is not compared with one value
// at: =

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .tags == "rust");
}

fn main() {}
