// says: `#[derive(Object)]` needs a struct with named fields
// at: Author

use weaviate::{Client, Collection, Object, query};

#[derive(Debug, Clone, Object)]
pub enum Author {
    Person,
    Group,
}

#[derive(Debug, Clone, Collection)]
pub struct Article {
    pub title: String,
    pub author: Author,
    pub editors: Vec<Author>,
    pub reviewer: Option<Author>,
}

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let found = client.collection::<Article>().fetch(query!(Article, limit: 3, select: { .title, .author })).await?;
    Ok(found.len())
}

fn main() {}
