// says: a field that links to several collections names them
// at: Related

use weaviate::{AnyLink, Collection};

#[derive(Collection)]
pub struct Category {
    pub name: String,
}

#[derive(Collection)]
pub struct Person {
    pub name: String,
}

type Related = Vec<AnyLink<(Category, Person)>>;

#[derive(Collection)]
pub struct Feed {
    pub related: Related,
}

fn main() {}
