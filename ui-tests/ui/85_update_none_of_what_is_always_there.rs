// says: `Article_title` holds `String`: it cannot be set to `Option<&str>`
// at: title

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid, title: Option<&str>) -> weaviate::Result<()> {
    articles.update(id).set(Article::FIELDS.title, title).await
}

fn main() {}
