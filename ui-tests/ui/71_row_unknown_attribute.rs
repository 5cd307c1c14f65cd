// says: there is no attribute `scor`
// at: scor

#[path = "../model.rs"]
mod model;

use model::Article;

#[derive(Debug, weaviate::Select)]
#[weaviate(from = Article)]
pub struct Card {
    #[weaviate(scor)]
    pub score: f32,
}

fn main() {}
