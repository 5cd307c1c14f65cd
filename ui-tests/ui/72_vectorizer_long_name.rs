// says: the module `text2vec_openai` is called `openai` here
// at: text2vec_openai
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(vectorizer = text2vec_openai(model = "m")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
