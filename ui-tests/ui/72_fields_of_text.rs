// says: mismatched types
// at: "photo"
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = multi2vec_clip(image_fields = ["photo"])))]
    embedding: Option<Vector<4>>,
}

fn main() {}
