// says: two collections behind `related` are called `category`
// at: Category

use weaviate::{AnyLink, Collection};

#[derive(Collection)]
pub struct Category {
    pub name: String,
}

#[derive(Collection)]
pub struct Feed {
    pub related: Vec<AnyLink<(Category, self::Category)>>,
}

fn main() {}
