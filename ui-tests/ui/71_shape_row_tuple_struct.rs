// says: `#[derive(Select)]` needs a struct with named fields
// at: Card

use weaviate::{Client, Collection, Select, query};

#[derive(Debug, Clone, Collection)]
pub struct Article {
    pub title: String,
}

#[derive(Debug, Clone, Select)]
#[weaviate(from = Article)]
pub struct Card(String);

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let found = client.collection::<Article>().fetch(query!(Article, limit: 3, select: Card)).await?;
    Ok(found.iter().filter(|card| card.0.is_empty()).count())
}

fn main() {}
