// says: `Article_category` holds one link: of two that a server keeps one would be read
// at: add

#[path = "../model.rs"]
mod model;

use model::{Article, Category};
use weaviate::{Collection, Handle, Link, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid, to: Link<Category>) -> weaviate::Result<()> {
    articles.links(Article::FIELDS.category).add(id, to).await
}

fn main() {}
