// says: a `bool` is not a filter of `Article`
// at: is_admin

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(is_admin: bool) {
    let _ = query!(Article, filter: .words > 3 && is_admin);
}

fn main() {}
