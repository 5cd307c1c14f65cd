// says: no field `wrods` on type `ArticleFields`
// at: wrods

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid) -> weaviate::Result<()> {
    articles.update(id).set(Article::FIELDS.wrods, 12).await
}

fn main() {}
