// says: no method named `bit` found for struct `rq`
// at: bit
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(quantizer = rq(bit = 8)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
