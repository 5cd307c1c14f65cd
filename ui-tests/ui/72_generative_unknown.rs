// says: cannot find type `opnai`
// at: opnai
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(generative(opnai))]
struct Note {
    title: String,
}

fn main() {}
