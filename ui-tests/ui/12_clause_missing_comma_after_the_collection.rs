// says: expected `,` after the collection
// at: limit

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article limit: 3);
}

fn main() {}
