//! Without the standard prelude.
#![no_implicit_prelude]

extern crate std;

use ::std::{clone::Clone, fmt::Debug, option::Option, string::String};
use ::weaviate::{Collection, Object, Select, filter, query};

#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(null_state))]
pub struct Article {
    pub title: String,
    pub words: Option<i64>,
    pub author: Author,
}

#[derive(Debug, Clone, Object)]
pub struct Author {
    pub name: String,
}

#[derive(Debug, Select)]
#[weaviate(from = Article)]
pub struct Card {
    pub title: String,
}

pub fn ask() {
    let _ = query!(Article, bm25: "rust", filter: .words >= 3 && !(.words.is_null()) && if true { .title like "a" }, limit: 3, select: { .title, .author { .name }, score });
    let _ = query!(Article, bm25: "rust", select: Card);
    let _ = filter!(Article, .words in 1..3 || .title matches_any []);
    let _ = query!(aggregate Article, select: { count, .words { mean } });
}
