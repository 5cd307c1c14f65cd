//! Collections for the programs about words, links and lists.
#![allow(dead_code)]

use weaviate::{AnyLink, Collection, Link, Object};

#[derive(Collection)]
#[weaviate(inverted(null_state), preview(nested_filters))]
pub struct Book {
    pub title: String,
    pub words: Vec<String>,
    #[weaviate(tokenization = field)]
    pub slug: String,
    #[weaviate(tokenization = field)]
    pub tags: Vec<String>,
    #[weaviate(tokenization = lowercase)]
    pub line: String,
    #[weaviate(tokenization = trigram)]
    pub code: String,
    #[weaviate(tokenization = kagome_ja)]
    pub kana: String,
    pub shelf: Link<Shelf>,
    pub shelves: Vec<Link<Shelf>>,
    pub places: Vec<AnyLink<(Shelf, Book)>>,
    pub dark: Option<Dark>,
}

#[derive(Collection)]
pub struct Shelf {
    pub room: Option<i64>,
    pub sizes: Vec<i64>,
    pub label: String,
    pub keepers: Vec<Keeper>,
    pub owner: Keeper,
}

#[derive(Object)]
pub struct Keeper {
    pub born: Option<i64>,
    pub marks: Vec<i64>,
}

#[derive(Object)]
pub struct Dark {
    #[weaviate(filterable = false)]
    pub secret: i64,
}
