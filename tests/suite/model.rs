//! The collections of the suite.

use chrono::{DateTime, Utc};
use weaviate::{Collection, Link, Object, Uuid, Vector};

/// An article as it was printed.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state, property_length), preview(nested_filters))]
pub(crate) struct Article {
    #[weaviate(id)]
    pub(crate) id: Uuid,
    /// The headline.
    pub(crate) title: String,
    #[weaviate(tokenization = field)]
    pub(crate) slug: String,
    #[weaviate(range)]
    pub(crate) words: i64,
    pub(crate) rating: f64,
    pub(crate) public: bool,
    pub(crate) published: DateTime<Utc>,
    pub(crate) tags: Vec<String>,
    pub(crate) summary: Option<String>,
    pub(crate) author: Author,
    pub(crate) editors: Vec<Author>,
    pub(crate) category: Option<Link<Category>>,
    #[weaviate(vector(distance = cosine))]
    pub(crate) embedding: Vector<3>,
}

#[derive(Debug, Clone, PartialEq, Object)]
pub(crate) struct Author {
    pub(crate) name: String,
    pub(crate) born: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
pub(crate) struct Category {
    #[weaviate(key, tokenization = field)]
    pub(crate) name: String,
    pub(crate) parent: Option<Link<Category>>,
}
