// says: `source` takes a list of properties
// at: [
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = openai(model = "m"), source = ["title"]))]
    embedding: Option<Vector<4>>,
}

fn main() {}
