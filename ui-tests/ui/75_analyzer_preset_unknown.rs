// says: there is no list of stop words `english`
// at: "english"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(analyzer(stopword_preset = "english"))]
    title: String,
}

fn main() {}
