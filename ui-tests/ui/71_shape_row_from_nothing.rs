// says: `#[derive(Select)]` does not know what it selects from
// at: Card

use weaviate::{Client, Collection, Select, query};

#[derive(Debug, Clone, Collection)]
pub struct Article {
    pub title: String,
}

#[derive(Debug, Clone, Select)]
pub struct Card {
    pub title: String,
}

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let found = client.collection::<Article>().fetch(query!(Article, limit: 3, select: Card)).await?;
    Ok(found.iter().filter(|card| card.title.is_empty()).count())
}

fn main() {}
