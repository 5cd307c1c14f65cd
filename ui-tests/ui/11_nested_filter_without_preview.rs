// says: filters inside `Article_author` are a preview of the server's
// at: like

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .author.name like "x*");
}

fn main() {}
