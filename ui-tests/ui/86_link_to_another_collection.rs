// says: `Photo_of` holds `weaviate::Link<Category>`: it cannot be set to `weaviate::Link<Article>`
// at: to

#[path = "../model.rs"]
mod model;

use model::{Article, Photo};
use weaviate::{Collection, Handle, Link, Uuid};

pub async fn change(photos: Handle<Photo>, id: Uuid, to: Link<Article>) -> weaviate::Result<()> {
    photos.links(Photo::FIELDS.of).add(id, to).await
}

fn main() {}
