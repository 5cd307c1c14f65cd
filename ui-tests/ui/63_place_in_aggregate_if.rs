// says: an aggregate cannot count by a place
// at: filter

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{GeoPoint, query};

pub fn ask(here: Option<GeoPoint>) {
    let _ = query!(aggregate Article, filter: if let Some(here) = here { .place.within(here, 9.0) } else { .public }, select: { count });
}

fn main() {}
