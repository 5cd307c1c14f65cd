// says: a search orders its own results: it takes no `sort`
// at: sort

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", sort: .words desc);
}

fn main() {}
