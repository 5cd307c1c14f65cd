// says: `Article_embedding` holds `weaviate::Vector<384>`: it cannot be set to `weaviate::Vector<768>`
// at: vector

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Uuid, Vector};

pub async fn change(articles: Handle<Article>, id: Uuid, vector: Vector<768>) -> weaviate::Result<()> {
    articles.update(id).set(Article::FIELDS.embedding, vector).await
}

fn main() {}
