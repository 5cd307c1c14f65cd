//! Nothing that the macros write has a warning, is unsafe, or lacks documentation.
#![deny(
    missing_docs,
    warnings,
    unused,
    future_incompatible,
    nonstandard_style,
    rust_2018_idioms,
    unreachable_pub
)]
#![deny(
    clippy::all,
    clippy::pedantic,
    non_ascii_idents,
    missing_debug_implementations,
    missing_copy_implementations
)]
#![forbid(unsafe_code)]

use weaviate::{Collection, Link, Object, Select, Uuid, Vector, query};

/// An article.
#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Article {
    /// Its id.
    #[weaviate(id)]
    pub id: Uuid,
    /// The headline.
    pub title: String,
    /// How many words.
    #[weaviate(range)]
    pub words: i64,
    /// In short.
    pub summary: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// What it belongs to.
    pub next: Option<Link<Article>>,
    /// What it means.
    #[weaviate(vector)]
    pub embedding: Vector<2>,
}

/// A person.
#[derive(Debug, Clone, Object)]
pub struct Author {
    /// As printed.
    pub name: String,
}

/// What a list shows.
#[derive(Debug, Clone, Select)]
#[weaviate(from = Article)]
pub struct Card {
    /// The headline.
    pub title: String,
}

/// Asks.
#[must_use]
pub fn ask(min: Option<i64>) -> usize {
    let whole = query!(Article, limit: 3);
    let cards = query!(Article, bm25: "rust", select: Card);
    let rows = query!(Article,
        near_vector: [0.5, 0.5],
        filter: .title like "a*" && if let Some(min) = min { .words >= min } else { .summary.is_null() },
        select: { .title, .author { .name }, .next { .title, id }, distance },
    );
    let numbers = query!(aggregate Article, group_by: .title, select: { count, .words { mean, max } });
    format!("{whole:?}{cards:?}{rows:?}{numbers:?}").len()
}
