// says: `skip_vectorization` is `true` or `false`
// at: "yes"
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    #[weaviate(skip_vectorization = "yes")]
    title: String,
    #[weaviate(vector(vectorizer = bigram))]
    embedding: Option<Vector<26>>,
}

fn main() {}
