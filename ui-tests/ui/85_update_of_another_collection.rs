// says: `Category_name` is a property of `Category`, not of `Article`
// at: Category::FIELDS.name

#[path = "../model.rs"]
mod model;

use model::{Article, Category};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(articles: Handle<Article>, id: Uuid) -> weaviate::Result<()> {
    articles.update(id).set(Category::FIELDS.name, "rust").await
}

fn main() {}
