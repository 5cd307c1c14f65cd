// says: `Article` has no tenants
// at: tenant

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::Client;

pub async fn ask(client: Client) -> weaviate::Result<()> {
    let _ = client.collection::<Article>().tenant("anna")?;
    Ok(())
}

fn main() {}
