// says: ids have no order
// at: >

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(id: weaviate::Uuid) {
    let _ = query!(Article, filter: .id > id);
}

fn main() {}
