// says: `ttl` does not say how long
// at: ttl
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(after = created_at))]
struct Note {
    title: String,
}

fn main() {}
