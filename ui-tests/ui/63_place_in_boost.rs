// says: the filter of a boost knows no `within`
// at: filter!(Article, .place.within(here, 100.0))

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, GeoPoint, filter};

pub fn ask(here: GeoPoint) {
    let _ = Boost::filter(filter!(Article, .place.within(here, 100.0)));
}

fn main() {}
