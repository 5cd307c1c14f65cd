// says: `#[derive(Collection)]` takes no type parameters and no `where`
// at: Article

use weaviate::{Client, Collection, Link, query};

#[derive(Debug, Clone, Collection)]
pub struct Article
where
    String: Clone,
{
    pub title: String,
}

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
