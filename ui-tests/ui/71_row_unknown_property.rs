// says: no field `titel` on type `ArticleFields`
// at: titel

#[path = "../model.rs"]
mod model;

use model::Article;

#[derive(Debug, weaviate::Select)]
#[weaviate(from = Article)]
pub struct Card {
    pub titel: String,
}

fn main() {}
