// says: `#[derive(Select)]` takes no type parameters and no `where`
// at: Card

use weaviate::{Client, Collection, Select, query};

#[derive(Debug, Clone, Collection)]
pub struct Article {
    pub title: String,
}

#[derive(Debug, Clone, Select)]
#[weaviate(from = Article)]
pub struct Card<T> {
    pub title: T,
}

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let found = client.collection::<Article>().fetch(query!(Article, limit: 3, select: Card<String>)).await?;
    Ok(found.iter().filter(|card| card.title.is_empty()).count())
}

fn main() {}
