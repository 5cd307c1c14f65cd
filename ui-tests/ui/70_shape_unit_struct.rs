// says: `#[derive(Collection)]` needs a struct with named fields
// at: Article

use weaviate::{Client, Collection, Link, query};

#[derive(Debug, Clone, Collection)]
pub struct Article;

#[derive(Debug, Clone, Collection)]
pub struct Shelf {
    pub first: Option<Link<Article>>,
    pub all: Vec<Link<Article>>,
}

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let _ = query!(Shelf, filter: .all.count() > 2, select: { .first { id } });
    let found = client.collection::<Article>().fetch(query!(Article, limit: 3)).await?;
    Ok(found.len())
}

fn main() {}
