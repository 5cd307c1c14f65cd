// says: `Author_name` stands inside `Article_author`: it is not changed by itself
// at: Article::FIELDS.author.name

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid) -> weaviate::Result<()> {
    articles.update(id).set(Article::FIELDS.author.name, "Ann").await
}

fn main() {}
