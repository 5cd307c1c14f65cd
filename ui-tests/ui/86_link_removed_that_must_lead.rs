// says: `Article_category` always leads somewhere: its link cannot be removed
// at: remove

#[path = "../model.rs"]
mod model;

use model::{Article, Category};
use weaviate::{Collection, Handle, Link, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid, to: Link<Category>) -> weaviate::Result<()> {
    articles.links(Article::FIELDS.category).remove(id, to).await
}

fn main() {}
