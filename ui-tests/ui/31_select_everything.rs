// says: there is no `*`
// at: *

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, select: { * });
}

fn main() {}
