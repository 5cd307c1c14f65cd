// says: `generative` names no module
// at: generative
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(generative)]
struct Note {
    title: String,
}

fn main() {}
