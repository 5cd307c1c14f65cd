// says: `ttl` has no `day`
// at: day
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(day = 30, days = 1, after = created_at))]
struct Note {
    title: String,
}

fn main() {}
