// says: `days` takes a number
// at: "30"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(days = "30", after = created_at))]
struct Note {
    title: String,
}

fn main() {}
