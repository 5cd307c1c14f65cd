// says: `#[derive(Collection)]` takes no type parameters and no `where`
// at: Article

use weaviate::{Client, Collection, Link, query};

#[derive(Debug, Clone, Collection)]
pub struct Article<T> {
    pub title: T,
}

#[derive(Debug, Clone, Collection)]
pub struct Shelf {
    pub first: Option<Link<Article<String>>>,
    pub all: Vec<Link<Article<String>>>,
}

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let _ = query!(Shelf, filter: .all.count() > 2, select: { .first { id } });
    let found = client.collection::<Article<String>>().fetch(query!(Article<String>, limit: 3)).await?;
    Ok(found.len())
}

fn main() {}
