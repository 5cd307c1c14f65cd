// says: mismatched types
// at: "64"
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = hnsw(ef = "64")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
