// says: mismatched types
// at: query

#[path = "../model.rs"]
mod model;

use model::{Article, Category};
use weaviate::Client;

pub async fn ask(client: Client, query: weaviate::Query<Article, weaviate::Hit<Article>>) -> weaviate::Result<()> {
    let categories = client.collection::<Category>();
    categories.fetch(query).await?;
    Ok(())
}

fn main() {}
