// says: there is no operator `lke`
// at: lke

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, filter: .title lke "A*");
}

fn main() {}
