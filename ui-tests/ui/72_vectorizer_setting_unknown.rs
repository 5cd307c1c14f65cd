// says: no method named `modle` found for struct `text2vec_openai`
// at: modle
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = openai(modle = "m")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
