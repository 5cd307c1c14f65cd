// says: `delete_where` cannot delete by a place
// at: filter!(Article, .place.within(here, 100.0))

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{GeoPoint, Handle, filter};

pub fn ask(articles: &Handle<Article>, here: GeoPoint) {
    let _ = articles.delete_where(filter!(Article, .place.within(here, 100.0)));
}

fn main() {}
