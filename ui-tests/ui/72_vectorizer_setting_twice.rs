// says: `model` is given twice
// at: model
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = openai(model = "a", model = "b")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
