// says: `Article_words` holds `i64`: it cannot be set to `&str`
// at: "12"

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid) -> weaviate::Result<()> {
    articles.update(id).set(Article::FIELDS.words, "12").await
}

fn main() {}
