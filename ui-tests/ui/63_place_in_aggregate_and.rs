// says: an aggregate cannot count by a place
// at: filter

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{GeoPoint, query};

pub fn ask(here: GeoPoint) {
    let _ = query!(aggregate Article, filter: .words > 3 && .place.within(here, 100.0), select: { count });
}

fn main() {}
