// says: `Note` is split into tenants and none was chosen
// at: count

#[path = "../model.rs"]
mod model;

use model::Note;
use weaviate::Client;

pub async fn ask(client: Client) -> weaviate::Result<()> {
    client.collection::<Note>().count().await?;
    Ok(())
}

fn main() {}
