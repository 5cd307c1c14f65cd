// says: there is no property `titel`
// at: titel
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(days = 30, after = titel))]
struct Note {
    title: String,
}

fn main() {}
