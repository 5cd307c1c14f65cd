// says: an aggregate cannot count by a place
// at: filter

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{GeoPoint, filter, query};

pub fn ask(here: GeoPoint) {
    let near = filter!(Article, .public || .place.within(here, 100.0));
    let _ = query!(aggregate Article, filter: near, select: { count });
}

fn main() {}
