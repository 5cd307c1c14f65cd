// says: a setting has a key and a value
// at: model
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = openai(model)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
