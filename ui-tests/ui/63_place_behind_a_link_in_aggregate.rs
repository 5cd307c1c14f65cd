// says: an aggregate cannot count by a place
// at: filter

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Collection, GeoPoint, Link, query};

#[derive(Collection)]
pub struct Review {
    pub about: Link<Article>,
}

pub fn ask(here: GeoPoint) {
    let _ = query!(aggregate Review, filter: .about.place.within(here, 100.0), select: { count });
}

fn main() {}
