//! `Self` in the types of a struct's own fields.

use weaviate::{AnyLink, Collection, Link, Object, filter, query};

#[derive(Debug, Clone, Collection)]
pub struct Folder {
    #[weaviate(tokenization = field)]
    pub name: String,
    pub parent: Option<Link<Self>>,
    pub children: Vec<Link<Self>>,
    pub related: Vec<AnyLink<(Self, Shelf)>>,
    pub tree: Option<Tree>,
    #[weaviate(default = Self::PLACES)]
    pub places: i64,
}

impl Folder {
    const PLACES: i64 = 3;
}

#[derive(Debug, Clone, Collection)]
pub struct Shelf {
    pub place: i64,
}

#[derive(Debug, Clone, Object)]
pub struct Tree {
    pub leaves: i64,
    pub branches: Vec<Self>,
}

pub fn ask() {
    let _ = filter!(Folder, .parent.name == "a" && .children.count() > 2 && .related.folder.name == "b");
    let _ = query!(Folder, limit: 3, select: {
        .name,
        .parent { .name, .parent { id } },
        .related { .folder { .name }, .shelf { .place } },
        .tree { .leaves, .branches { .leaves } },
    });
}
