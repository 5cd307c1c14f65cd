// says: mismatched types
// at: words

#[path = "../model.rs"]
mod model;

use model::Article;

#[derive(Debug, weaviate::Select)]
#[weaviate(from = Article)]
pub struct Card {
    pub words: String,
}

fn main() {}
