// says: `encoding` makes one vector of the rows of a multi-vector, `weaviate::Vector<4>` has one row
// at: encoding
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(encoding = muvera))]
    embedding: Option<Vector<4>>,
}

fn main() {}
