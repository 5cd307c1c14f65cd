// says: there is no quantizer `qr`
// at: qr
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(quantizer = qr))]
    embedding: Option<Vector<4>>,
}

fn main() {}
