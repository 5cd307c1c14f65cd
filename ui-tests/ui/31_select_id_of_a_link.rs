// says: what is inside a property is selected in its braces
// at: .

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, select: { .category.id });
}

fn main() {}
