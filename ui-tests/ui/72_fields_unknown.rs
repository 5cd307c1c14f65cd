// says: there is no property `phto`
// at: phto
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = multi2vec_clip(image_fields = [phto])))]
    embedding: Option<Vector<4>>,
}

fn main() {}
