// says: `ttl` does not say after what
// at: ttl
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(days = 30))]
struct Note {
    title: String,
}

fn main() {}
