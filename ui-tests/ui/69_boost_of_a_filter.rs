// says: a boost takes a condition, and this is a filter
// at: filter!(Article, .public && .words > 3)

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, filter};

pub fn ask() {
    let _ = Boost::filter(filter!(Article, .public && .words > 3));
}

fn main() {}
