// says: `Note` is split into tenants and none was chosen
// at: insert

#[path = "../model.rs"]
mod model;

use model::Note;
use weaviate::Client;

pub async fn ask(client: Client, note: Note) -> weaviate::Result<()> {
    client.collection::<Note>().insert(&note).await?;
    Ok(())
}

fn main() {}
