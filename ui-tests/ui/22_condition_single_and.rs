// says: conditions are joined with `&&`
// at: &

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words > 3 & .public);
}

fn main() {}
