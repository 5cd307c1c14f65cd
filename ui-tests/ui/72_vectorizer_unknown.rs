// says: cannot find type `opnai`
// at: opnai
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = opnai(model = "m")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
