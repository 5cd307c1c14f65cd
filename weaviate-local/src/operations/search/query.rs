//! A search as it was asked for.

use super::{
    boost::Boost,
    generate::Generate,
    group::GroupBy,
    keyword::Keyword,
    mmr::Mmr,
    near::Near,
    select::{Metadata, Selected},
    sort::SortBy,
};
use crate::operations::filter::Clause;

/// What is searched.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    List,
    Keyword(Keyword),
    Near(Near),
    Hybrid(Box<Hybrid>),
}

impl Kind {
    /// Where the server is when it searches a shard.
    pub(crate) fn searching(&self) -> String {
        match self {
            Self::List => "explorer: list class: search".to_owned(),
            Self::Keyword(_) | Self::Hybrid(_) => "explorer: get class: vector search".to_owned(),
            Self::Near(_) => format!("{}: vector search", self.place()),
        }
    }

    /// Where the server is when something fails that is made of what was found.
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::List | Self::Hybrid(_) => "explorer: list class",
            Self::Keyword(_) => "explorer: get class",
            Self::Near(_) => "explorer: get class: concurrentTargetVectorSearch): explorer: get class",
        }
    }
}

/// A hybrid search as it was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Hybrid {
    pub(crate) keyword: Keyword,
    pub(crate) alpha: f64,
    pub(crate) ranked: bool,
    /// The vector to search for; none leaves it to a vectorizer.
    pub(crate) near: Option<Near>,
    /// What the vector's side is called in explanations.
    pub(crate) leg: &'static str,
    /// The farthest a hit may be.
    pub(crate) distance: Option<f32>,
}

/// A search.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) tenant: String,
    pub(crate) kind: Kind,
    pub(crate) properties: Vec<Selected>,
    pub(crate) metadata: Metadata,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
    pub(crate) autocut: usize,
    pub(crate) after: Option<String>,
    pub(crate) sort: Vec<SortBy>,
    pub(crate) filter: Option<Clause>,
    pub(crate) group: Option<GroupBy>,
    pub(crate) mmr: Option<Mmr>,
    pub(crate) boost: Option<Boost>,
    /// The property a second order is made by.
    pub(crate) rerank: Option<String>,
    pub(crate) generate: Option<Generate>,
}
