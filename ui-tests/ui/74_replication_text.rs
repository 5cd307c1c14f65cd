// says: mismatched types
// at: "3"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(replication(factor = "3"))]
struct Note {
    title: String,
}

fn main() {}
