// says: cannot find value `time_based`
// at: time_based
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(replication(factor = 3, deletion_strategy = time_based))]
struct Note {
    title: String,
}

fn main() {}
