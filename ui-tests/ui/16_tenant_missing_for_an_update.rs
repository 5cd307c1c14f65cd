// says: `Note` is split into tenants and none was chosen
// at: update

#[path = "../model.rs"]
mod model;

use model::{Note};
use weaviate::{Collection, Handle, Uuid, tenancy::PerTenant};

pub async fn change(notes: Handle<Note, PerTenant>, id: Uuid) -> weaviate::Result<()> {
    notes.update(id).set(Note::FIELDS.text, "x").await
}

fn main() {}
