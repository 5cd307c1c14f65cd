// says: the condition of a boost compares the object's own properties, nothing else
// at: matches

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, condition};

pub fn ask() {
    let _ = Boost::filter(condition!(Article, .category.name matches "x"));
}

fn main() {}
