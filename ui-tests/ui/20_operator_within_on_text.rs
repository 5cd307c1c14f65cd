// says: `Article_title` is not a place
// at: within

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(here: weaviate::GeoPoint) {
    let _ = query!(Article, filter: .title.within(here, 100.0));
}

fn main() {}
