// says: `Person` is not a collection
// at: Person

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
    pub related: Option<AnyLink<(Category, Person)>>,
}

fn main() {}
