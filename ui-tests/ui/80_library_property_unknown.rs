// says: no field `titel` on type `ArticleFields`
// at: titel

use weaviate::query;
use weaviate_ui_tests::model::Article;

pub fn ask() {
    let _ = query!(Article, filter: .titel like "A*");
}

fn main() {}
