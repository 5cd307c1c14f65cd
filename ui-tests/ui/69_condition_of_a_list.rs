// says: the condition of a boost compares the object's own properties, nothing else
// at: contains_any

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, condition};

pub fn ask() {
    let _ = Boost::filter(condition!(Article, .tags contains_any ["red"]));
}

fn main() {}
