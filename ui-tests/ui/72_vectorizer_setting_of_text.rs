// says: mismatched types
// at: "256"
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = openai(dimensions = "256")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
