// says: a `weaviate::Filter<Category>` is not a filter of `Article`
// at: other

use weaviate::query;
use weaviate_ui_tests::model::{Article, Category};

pub fn ask(other: weaviate::Filter<Category>) {
    let _ = query!(Article, filter: .words >= 3 && other);
}

fn main() {}
