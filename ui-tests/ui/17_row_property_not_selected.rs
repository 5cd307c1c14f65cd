// says: no field `slug` on type
// at: slug

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Client, query};

pub async fn ask(client: Client) -> weaviate::Result<()> {
    let rows = client.collection::<Article>().fetch(query!(Article, bm25: "rust", select: { .title })).await?;
    let hit = rows.first().ok_or_else(|| weaviate::Error::invalid("nothing found"))?;
    println!("{}", hit.slug);
    Ok(())
}

fn main() {}
