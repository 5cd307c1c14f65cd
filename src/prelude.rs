//! What a program that asks by hand wants in scope: `use weaviate::prelude::*;`.
//!
//! Beside the names it brings the traits by which rustc says why a call of the builder is refused: without them a clause
//! that is not legal is only "method not found". `query!` needs none of this.
//!
//! ```
//! use weaviate::prelude::*;
//!
//! #[derive(Collection)]
//! struct Article {
//!     title: String,
//!     words: i64,
//! }
//!
//! const A: ArticleFields = Article::FIELDS;
//!
//! let q = Article::query().bm25("rust").filter(A.words.ge(100)).limit(10).select(|a, meta| (a.title, meta.score()));
//! # let _ = q;
//! ```

pub use crate::{Collection, Filter, Handle, Hit, Query, Rows, Sort, condition, filter, query, sort};
#[doc(hidden)]
pub use weaviate_query::private::{
    Refused as _, RefusedAggregate as _, RefusedAggregateSearch as _, RefusedClause as _, RefusedEnd as _,
    RefusedMeta as _, RefusedMetric as _, RefusedSearch as _, RefusedTime as _,
};
