// says: `delete_where` cannot delete by a place
// at: !near

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{GeoPoint, Handle, filter};

pub fn ask(articles: &Handle<Article>, here: GeoPoint) {
    let near = filter!(Article, .place.within(here, 100.0));
    let _ = articles.delete_where(!near);
}

fn main() {}
