// says: `(Category,)` is no choice of collections
// at: AnyLink<(Category,)>

use weaviate::{AnyLink, Collection};

#[derive(Collection)]
pub struct Category {
    pub name: String,
}

#[derive(Collection)]
pub struct Feed {
    pub related: AnyLink<(Category,)>,
}

fn main() {}
