// says: text with `tokenization = field` has no stop words
// at: "en"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(tokenization = field, analyzer(stopword_preset = "en"))]
    title: String,
}

fn main() {}
