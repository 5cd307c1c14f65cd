// says: no method named `ef_constuction` found for struct `hnsw`
// at: ef_constuction
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = hnsw(ef_constuction = 64)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
