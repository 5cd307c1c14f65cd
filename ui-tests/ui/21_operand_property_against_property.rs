// says: a property is compared with a value, not with another property
// at: .

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .words > .rating);
}

fn main() {}
