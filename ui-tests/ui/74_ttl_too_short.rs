// says: objects are kept 60 seconds or longer
// at: 30
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(seconds = 30, after = created_at))]
struct Note {
    title: String,
}

fn main() {}
