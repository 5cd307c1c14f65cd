// says: `factor` is 1 or more
// at: replication
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(replication(factor = 0))]
struct Note {
    title: String,
}

fn main() {}
