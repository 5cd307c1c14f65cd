// says: `score` is not part of these results
// at: Card

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Select, query};

#[derive(Select)]
#[weaviate(from = Article)]
pub struct Card {
    pub title: String,
    #[weaviate(score)]
    pub score: f32,
}

pub fn ask() {
    let _ = query!(Article, limit: 3, select: Card);
}

fn main() {}
