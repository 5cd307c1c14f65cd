// says: `Photo_of` holds `weaviate::Link<Category>`: it cannot be set to `weaviate::Uuid`
// at: to

#[path = "../model.rs"]
mod model;

use model::{Photo};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(photos: Handle<Photo>, id: Uuid, to: Uuid) -> weaviate::Result<()> {
    photos.links(Photo::FIELDS.of).add(id, to).await
}

fn main() {}
