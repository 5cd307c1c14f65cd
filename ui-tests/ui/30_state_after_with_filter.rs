// says: `after` walks the whole collection: it takes no filter, sort, offset or search
// at: after

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(id: weaviate::Uuid) {
    let _ = query!(Article, filter: .words > 3, after: id);
}

fn main() {}
