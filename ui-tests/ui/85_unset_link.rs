// says: `Category_parent` is a link: an update would add to it and not set it
// at: Category::FIELDS.parent

#[path = "../model.rs"]
mod model;

use model::{Category};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(categories: Handle<Category>, id: Uuid) -> weaviate::Result<()> {
    categories.update(id).unset(Category::FIELDS.parent).await
}

fn main() {}
