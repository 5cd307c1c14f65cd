// says: there is no index `hsnw`
// at: hsnw
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = hsnw))]
    embedding: Option<Vector<4>>,
}

fn main() {}
