// says: there is no clause `limt`
// at: limt

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, limt: 3);
}

fn main() {}
