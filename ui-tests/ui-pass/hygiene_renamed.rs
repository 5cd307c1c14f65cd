//! The facade under another name, and something else under its own.

extern crate alloc as weaviate;
extern crate weaviate as w;

use w::{Collection, Object, Select, filter, query, sort};

/// A collection.
#[derive(Debug, Clone, Collection)]
#[weaviate(crate = ::w, inverted(null_state))]
pub struct Article {
    /// The headline.
    pub title: String,
    pub words: i64,
    pub summary: Option<String>,
    pub author: Author,
    #[weaviate(vector)]
    pub embedding: w::Vector<2>,
}

#[derive(Debug, Clone, Object)]
#[weaviate(crate = ::w)]
pub struct Author {
    pub name: String,
}

#[derive(Debug, Select)]
#[weaviate(crate = ::w, from = Article)]
pub struct Card {
    pub title: String,
    #[weaviate(score)]
    pub score: f32,
}

pub fn ask() {
    let _ = query!(crate = ::w, Article, bm25: "rust", operator: and, filter: .words >= 3 && .summary.is_null() && .title matches_any [], select: Card);
    let _ = query!(crate = ::w, Article, near_vector: [0.5, 0.5], distance: 0.3, select: { .title, .author { .name }, distance });
    let _ = query!(crate = ::w, aggregate Article, select: { count, .words { mean } });
    let _ = filter!(crate = ::w, Article, .words in [1, 3_000_000_000]);
    let _ = sort!(crate = ::w, Article, .words desc);
}
