// says: `source` is what a vectorizer reads, and none is declared
// at: source
use weaviate::{Blob, Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    photo: Blob,
    #[weaviate(vector(source = [title]))]
    embedding: Option<Vector<4>>,
}

fn main() {}
