// says: `vectorizer` has no value
// at: vectorizer
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer(openai)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
