// says: `max_connections` is from 4 to 2047
// at: hnsw
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = hnsw(max_connections = 2)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
