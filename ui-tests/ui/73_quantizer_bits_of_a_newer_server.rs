// says: `rq` with 4 bits came with Weaviate 1.39
// at: rq
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(quantizer = rq(bits = 4)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
