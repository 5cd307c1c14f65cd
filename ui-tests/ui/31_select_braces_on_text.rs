// says: nothing can be selected inside a `String`
// at: title

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, select: { .title { .name } });
}

fn main() {}
