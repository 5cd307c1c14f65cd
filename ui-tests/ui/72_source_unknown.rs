// says: there is no property `titel`
// at: titel
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = openai(model = "m"), source = [titel]))]
    embedding: Option<Vector<4>>,
}

fn main() {}
