// says: the server refuses names that end in `_temp`
// at: sea_temp
use weaviate::{Collection};

#[derive(Collection)]
struct Note {
    sea_temp: String,
}

fn main() {}
