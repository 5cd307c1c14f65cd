// says: text with `tokenization = gse` has no analyzer
// at: analyzer
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(analyzer(ascii_fold), tokenization = gse)]
    title: String,
}

fn main() {}
