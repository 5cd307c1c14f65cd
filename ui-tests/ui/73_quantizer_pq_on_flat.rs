// says: `pq` does not compress the vectors of a `flat` index
// at: pq
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = flat, quantizer = pq))]
    embedding: Option<Vector<4>>,
}

fn main() {}
