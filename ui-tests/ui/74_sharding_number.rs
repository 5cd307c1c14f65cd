// says: `sharding` has its settings in parentheses
// at: sharding
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(sharding = 3)]
struct Note {
    title: String,
}

fn main() {}
