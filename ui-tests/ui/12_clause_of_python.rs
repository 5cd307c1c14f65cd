// says: there is no clause `return_properties`
// at: return_properties

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", return_properties: ["title"]);
}

fn main() {}
