// says: `custom` begins with the module's name on the server
// at: custom
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = custom(model = "m")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
