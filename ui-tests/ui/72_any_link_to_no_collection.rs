// says: `Person` is not a collection
// at: AnyLink<(Category, Person)>
// times: 2

use weaviate::{AnyLink, Collection};

#[derive(Collection)]
pub struct Category {
    pub name: String,
}

pub struct Person {
    pub name: String,
}

#[derive(Collection)]
pub struct Feed {
    pub related: AnyLink<(Category, Person)>,
}

fn main() {}
