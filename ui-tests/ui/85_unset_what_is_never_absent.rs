// says: `Article_words` is never absent: an object without it could not be read
// at: Article::FIELDS.words

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid) -> weaviate::Result<()> {
    articles.update(id).unset(Article::FIELDS.words).await
}

fn main() {}
