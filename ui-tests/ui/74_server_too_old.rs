// says: Weaviate 1.30 is not supported
// at: "1.30"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.30")]
struct Note {
    title: String,
}

fn main() {}
