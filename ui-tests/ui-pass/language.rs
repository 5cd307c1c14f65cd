//! Questions of every kind.
#[path = "../model.rs"]
#[allow(missing_docs)]
mod model;

use model::{Article, Note, Photo, Song};
use weaviate::{Client, Select, filter, query};

#[derive(Debug, Select)]
#[weaviate(from = Article)]
#[allow(dead_code)]
struct Card {
    title: String,
    #[weaviate(path = author.name)]
    author: String,
    #[weaviate(score)]
    score: f32,
}

pub async fn ask(client: Client, embedding: Vec<f32>) -> weaviate::Result<()> {
    let articles = client.collection::<Article>();
    let since = chrono::DateTime::<chrono::Utc>::UNIX_EPOCH;
    let min: Option<i64> = None;
    let hits = articles
        .fetch(query!(Article,
            hybrid: "rust async runtimes",
            alpha: 0.7,
            vector: &embedding[..],
            on: [.title ^ 2, .summary],
            filter: .published >= since && .category.name like "Prog*" && if let Some(m) = min { .words >= m },
            limit: 10,
            select: { .title, .author { .name }, score },
        ))
        .await?;
    for hit in &hits {
        println!("{:.3} {} ({})", hit.score, hit.title, hit.author.name)
    }
    let groups = articles
        .aggregate(query!(aggregate Article,
            filter: .tags contains_any ["rust"],
            group_by: .slug,
            select: { count, .words { mean, max } },
        ))
        .await?;
    for g in &groups {
        println!("{} {} {:?}", g.value, g.count, g.words.mean)
    }
    let cards = articles.fetch(query!(Article, bm25: "rust", select: Card)).await?;
    println!("{}", cards.len());
    let f = filter!(Photo, .taken_by.name like "A*" && .caption.is_null() && .of.count() > 2);
    let photos = client.collection::<Photo>();
    for hit in &photos.fetch(query!(Photo, near_vector: [1.0, 2.0, 3.0], target: .front, filter: f)).await? {
        println!("{} {:?}", hit.distance(), hit.caption);
    }
    let notes = client.collection::<Note>().tenant("anna")?;
    for note in &notes.fetch(query!(Note, sort: .text desc, limit: 3)).await? {
        println!("{}", note.text);
    }
    let _ = query!(Song, near_vector: [1.0, 2.0, 3.0], select: { .name, distance });
    Ok(())
}
