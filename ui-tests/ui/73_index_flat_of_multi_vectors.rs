// says: a `flat` index does not keep multi-vectors
// at: flat
use weaviate::{Collection, MultiVector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = flat))]
    embedding: MultiVector<4>,
}

fn main() {}
