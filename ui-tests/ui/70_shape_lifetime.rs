// says: `#[derive(Collection)]` takes no type parameters and no `where`
// at: Article

use weaviate::{Client, Collection, Link, query};

#[derive(Debug, Clone, Collection)]
pub struct Article<'a> {
    pub title: &'a str,
}

#[derive(Debug, Clone, Collection)]
pub struct Shelf {
    pub first: Option<Link<Article<'static>>>,
    pub all: Vec<Link<Article<'static>>>,
}

pub async fn ask(client: &Client) -> weaviate::Result<usize> {
    let _ = query!(Shelf, filter: .all.count() > 2, select: { .first { id } });
    let found = client.collection::<Article<'static>>().fetch(query!(Article<'static>, limit: 3)).await?;
    Ok(found.len())
}

fn main() {}
