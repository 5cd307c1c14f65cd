// says: `Article_place` cannot group
// at: .place

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, group_by: .place, select: { count });
}

fn main() {}
