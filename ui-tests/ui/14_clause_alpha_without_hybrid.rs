// says: `alpha` weighs the words of a `hybrid` against its vector
// at: alpha

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, bm25: "rust", alpha: 0.5);
}

fn main() {}
