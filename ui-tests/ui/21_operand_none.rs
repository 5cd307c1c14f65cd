// says: `None` is not a value to compare with
// at: None

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .summary != None);
}

fn main() {}
