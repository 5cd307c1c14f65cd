// says: `hfresh` came with Weaviate 1.36.0
// at: hfresh
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = hfresh))]
    embedding: Option<Vector<4>>,
}

fn main() {}
