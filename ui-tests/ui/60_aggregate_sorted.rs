// says: an aggregate has no `sort`
// at: sort

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, sort: .words desc, select: { count });
}

fn main() {}
