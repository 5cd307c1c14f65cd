// says: two fields of the row are called `title`
// at: title

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, select: { .title, .title });
}

fn main() {}
