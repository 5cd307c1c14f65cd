// says: no field `nam` on type
// at: nam

#[path = "../model.rs"]
mod model;

use model::Article;

#[derive(Debug, weaviate::Select)]
#[weaviate(from = Article)]
pub struct Card {
    #[weaviate(path = author.nam)]
    pub name: String,
}

fn main() {}
