// says: no field `nam` on type
// at: nam

use weaviate::query;
use weaviate_ui_tests::model::Article;

pub fn ask() {
    let _ = query!(Article, select: { .author { .nam } });
}

fn main() {}
