// says: no method named `ef` found for struct `flat`
// at: ef
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(index = flat(ef = 64)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
