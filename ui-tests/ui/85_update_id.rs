// says: `id` cannot be set: it is the object's own, and no property
// at: Article::FIELDS.id

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid) -> weaviate::Result<()> {
    articles.update(id).set(Article::FIELDS.id, Uuid::nil()).await
}

fn main() {}
