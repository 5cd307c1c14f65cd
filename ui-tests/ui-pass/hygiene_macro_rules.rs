//! `query!` inside `macro_rules!`, with types, expressions, names and numbers of the macro's arguments.

#[path = "../model.rs"]
#[allow(missing_docs)]
mod model;

use model::{Article, Category};
use weaviate::{Filter, filter, query, sort};

macro_rules! newest {
    ($t:ty, $limit:expr) => {
        query!($t, sort: .name desc, limit: $limit)
    };
}

macro_rules! at_least {
    ($property:ident, $least:expr) => {
        filter!(Article, .$property >= $least)
    };
}

macro_rules! one_of {
    ($t:ident: $property:ident in [$($value:literal),*]) => {
        query!($t, filter: .$property in [$($value),*], select: { .$property })
    };
}

macro_rules! search {
    ($t:path, $text:expr, $filter:expr) => {
        query!($t, bm25: $text, filter: $filter, select: { score, id })
    };
}

macro_rules! declares {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(Debug, Clone, weaviate::Collection)]
        pub struct $name {
            $(
                /// A field of a macro.
                pub $field: $ty
            ),*
        }
    };
}

declares! { Made { title: String, words: i64 } }

pub fn ask(limit: u32) -> Filter<Article> {
    let _ = newest!(Category, 3);
    let _ = newest!(Category, limit + 1);
    let _ = one_of!(Article: slug in ["a", "b"]);
    let _ = one_of!(Article: words in [1, 3_000_000_000]);
    let _ = search!(Article, "rust", at_least!(words, 3));
    let _ = search!(model::Article, "rust".to_owned(), None::<Filter<Article>>);
    let _ = query!(Made, filter: .words > 3 && .title like "a*", select: { .title });
    let _ = sort!(Made, .words desc);
    at_least!(rating, 0.5)
}
