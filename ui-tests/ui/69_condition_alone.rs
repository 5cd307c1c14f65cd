// says: `Article_title` alone is not a condition
// at: .title

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, condition};

pub fn ask() {
    let _ = Boost::filter(condition!(Article, .public && .title));
}

fn main() {}
