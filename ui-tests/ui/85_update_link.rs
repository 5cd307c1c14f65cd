// says: `Article_category` is a link: an update would add to it and not set it
// at: Article::FIELDS.category

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Link, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid) -> weaviate::Result<()> {
    articles.update(id).set(Article::FIELDS.category, Link::to(id)).await
}

fn main() {}
