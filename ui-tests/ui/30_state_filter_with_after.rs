// says: `after` walks the whole collection: it takes no filter, sort or offset
// at: filter

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(id: weaviate::Uuid) {
    let _ = query!(Article, after: id, filter: .words > 3);
}

fn main() {}
