// says: `rq` has 1, 4 or 8 bits
// at: rq
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(quantizer = rq(bits = 2)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
