// says: no method named `dimensions` found for struct `generative_openai`
// at: dimensions
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(generative(openai(dimensions = 3)))]
struct Note {
    title: String,
}

fn main() {}
