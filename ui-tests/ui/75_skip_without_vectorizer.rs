// says: `skip_vectorization` is for vectorizers, and no vector has one
// at: skip_vectorization
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(skip_vectorization)]
    title: String,
}

fn main() {}
