// says: text inside an object has no `tokenization = trigram`
// at: trigram

use weaviate::Object;

#[derive(Object)]
pub struct Author {
    #[weaviate(tokenization = trigram)]
    pub name: String,
}

fn main() {}
