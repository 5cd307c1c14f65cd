// says: `group_by` takes one property
// at: .

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, group_by: [.slug, .words], select: { count });
}

fn main() {}
