// says: the condition of a boost compares the object's own properties, nothing else
// at: within

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, GeoPoint, condition};

pub fn ask(here: GeoPoint) {
    let _ = Boost::filter(condition!(Article, .place.within(here, 100.0)));
}

fn main() {}
