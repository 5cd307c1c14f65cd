//! Structs declared inside a function, with the same names in two of them.

use weaviate::{Client, query};

pub async fn first(client: &Client) -> weaviate::Result<Option<String>> {
    use weaviate::{Collection, Object, Select};

    #[derive(Debug, Clone, Collection)]
    struct Article {
        title: String,
        author: Author,
    }

    #[derive(Debug, Clone, Object)]
    struct Author {
        name: String,
    }

    #[derive(Debug, Select)]
    #[weaviate(from = Article)]
    struct Card {
        title: String,
    }

    let hits = client
        .collection::<Article>()
        .fetch(query!(Article, limit: 1, select: { .title, .author { .name } }))
        .await?;
    let cards = client.collection::<Article>().fetch(query!(Article, limit: 1, select: Card)).await?;
    let whole = client.collection::<Article>().fetch(query!(Article, limit: 1)).await?;
    let _ = whole.first().map(|hit| (hit.title.len(), hit.author.name.len()));
    let _ = cards.first().map(|card| card.title.len());
    Ok(hits.first().map(|hit| format!("{} {}", hit.title, hit.author.name)))
}

pub fn second() {
    #[derive(Debug, Clone, weaviate::Collection)]
    struct Article {
        words: i64,
    }

    let _ = Article { words: 3 }.words;
    let _ = query!(Article, filter: .words > 3);
}
