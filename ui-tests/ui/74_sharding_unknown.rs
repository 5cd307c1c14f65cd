// says: `sharding` has no `count`
// at: count
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(sharding(count = 3))]
struct Note {
    title: String,
}

fn main() {}
