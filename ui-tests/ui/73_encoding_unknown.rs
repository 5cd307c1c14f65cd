// says: there is no encoding `muver`
// at: muver
use weaviate::{Collection, MultiVector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(encoding = muver))]
    embedding: MultiVector<4>,
}

fn main() {}
