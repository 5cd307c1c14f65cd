// says: the server keeps the name `id` for itself
// at: id
use weaviate::{Collection};

#[derive(Collection)]
struct Note {
    id: String,
}

fn main() {}
