// says: `vector` has no `indx`
// at: indx
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(indx = hnsw))]
    embedding: Option<Vector<4>>,
}

fn main() {}
