// says: a `weaviate::Filter<Category>` is not a filter of `Article`
// at: other

#[path = "../model.rs"]
mod model;

use model::{Article, Category};
use weaviate::query;

pub fn ask(other: weaviate::Filter<Category>) {
    let _ = query!(Article, filter: .words >= 3 && other);
}

fn main() {}
