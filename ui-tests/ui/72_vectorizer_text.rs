// says: `vectorizer` takes a name with its settings
// at: "openai"
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = "openai"))]
    embedding: Option<Vector<4>>,
}

fn main() {}
