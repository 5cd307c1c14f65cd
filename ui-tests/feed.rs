//! A collection whose link leads to several others, for the programs about such links.
#![allow(dead_code)]

use weaviate::{AnyLink, Collection, Link, Vector};

#[derive(Debug, Clone, Collection)]
pub struct Feed {
    pub n: i64,
    pub related: Vec<AnyLink<(Category, Person)>>,
    pub lead: Option<AnyLink<(Category, Person)>>,
    pub next: Option<Link<Feed>>,
}

#[derive(Debug, Clone, Collection)]
pub struct Category {
    pub name: String,
}

#[derive(Debug, Clone, Collection)]
pub struct Person {
    #[weaviate(tokenization = field)]
    pub name: String,
    #[weaviate(vector)]
    pub face: Vector<2>,
}

#[derive(Debug, Clone, Collection)]
pub struct Publisher {
    pub name: String,
}
