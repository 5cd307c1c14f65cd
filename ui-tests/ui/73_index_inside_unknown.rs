// says: `dynamic` has no `hsnw(…)`
// at: hsnw
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = dynamic(hsnw(ef = 64))))]
    embedding: Option<Vector<4>>,
}

fn main() {}
