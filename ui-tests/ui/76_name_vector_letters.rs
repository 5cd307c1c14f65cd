// says: the name of a vector is made of ASCII letters
// at: "my-vector"
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector, rename = "my-vector")]
    embedding: Vector<4>,
}

fn main() {}
