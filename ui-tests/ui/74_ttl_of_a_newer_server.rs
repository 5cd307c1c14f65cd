// says: `ttl` came with Weaviate 1.35
// at: ttl
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(ttl(days = 30, after = created_at))]
struct Note {
    title: String,
}

fn main() {}
