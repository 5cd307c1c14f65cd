// says: there is nothing called `avg` to select
// at: avg

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(aggregate Article, select: { .words { avg } });
}

fn main() {}
