// says: `index` is given twice
// at: index
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = hnsw, index = flat))]
    embedding: Option<Vector<4>>,
}

fn main() {}
