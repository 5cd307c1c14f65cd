// says: `vector` is not supported yet in `select`
// at: vector

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, select: { vector });
}

fn main() {}
