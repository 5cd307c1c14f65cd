// says: words` is not text
// at: like

use weaviate::query;
use weaviate_ui_tests::model::Article;

pub fn ask() {
    let _ = query!(Article, filter: .words like "A*");
}

fn main() {}
