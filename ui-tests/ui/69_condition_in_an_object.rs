// says: the condition of a boost compares the object's own properties, nothing else
// at: =

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, condition};

pub fn ask() {
    let _ = Boost::filter(condition!(Article, .author.born == 1900));
}

fn main() {}
