// says: `(Category,)` is no choice of collections
// at: AnyLink<(Category,)>

use weaviate::{AnyLink, Collection};

#[derive(Collection)]
pub struct Category {
    pub name: String,
}

#[derive(Collection)]
pub struct Feed {
    pub related: Option<AnyLink<(Category,)>>,
}

fn main() {}
