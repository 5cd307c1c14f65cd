// says: the condition of a boost compares the object's own properties, nothing else
// at: like

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, boost, prelude::*};

pub fn ask() {
    let _ = Boost::filter(boost::fields::<Article>().slug.like("a*"));
}

fn main() {}
