// says: cannot find value `acron`
// at: acron
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = hnsw(filter_strategy = acron)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
