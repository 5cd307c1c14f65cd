// says: `replication` has no `factr`
// at: factr
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(replication(factr = 3))]
struct Note {
    title: String,
}

fn main() {}
