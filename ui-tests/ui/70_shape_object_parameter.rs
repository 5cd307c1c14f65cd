// says: `#[derive(Object)]` takes no type parameters and no `where`
// at: Author

use weaviate::{Client, Collection, Object, query};

#[derive(Debug, Clone, Object)]
pub struct Author<R> {
    pub name: R,
}

#[derive(Debug, Clone, Collection)]
pub struct Article {
    pub title: String,
    pub author: Author<String>,
    pub editors: Vec<Author<String>>,
    pub reviewer: Option<Author<String>>,
}

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let found = client.collection::<Article>().fetch(query!(Article, limit: 3, select: { .title, .author })).await?;
    Ok(found.len())
}

fn main() {}
