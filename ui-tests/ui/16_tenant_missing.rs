// says: `Note` is split into tenants and none was chosen
// at: fetch

#[path = "../model.rs"]
mod model;

use model::Note;
use weaviate::{Client, query};

pub async fn ask(client: Client) -> weaviate::Result<()> {
    client.collection::<Note>().fetch(query!(Note, limit: 3)).await?;
    Ok(())
}

fn main() {}
