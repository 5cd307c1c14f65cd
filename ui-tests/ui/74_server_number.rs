// says: `server` takes a text in quotes
// at: 1.36
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = 1.36)]
struct Note {
    title: String,
}

fn main() {}
