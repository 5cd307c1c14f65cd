// says: `async` came with Weaviate 1.36.0
// at: replication
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(replication(factor = 3, async(frequency = 30)))]
struct Note {
    title: String,
}

fn main() {}
