// says: `analyzer` came with Weaviate 1.37
// at: analyzer
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36")]
struct Note {
    #[weaviate(analyzer(ascii_fold))]
    title: String,
}

fn main() {}
