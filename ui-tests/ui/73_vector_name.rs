// says: `vector` has no `name`
// at: name
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(name = "wire"))]
    embedding: Option<Vector<4>>,
}

fn main() {}
