// says: `latest` is not a version
// at: "latest"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "latest")]
struct Note {
    title: String,
}

fn main() {}
