// says: a `&str` is not an id
// at: "abc"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, after: "abc");
}

fn main() {}
