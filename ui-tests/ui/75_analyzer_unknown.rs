// says: `analyzer` has no `asciifold`
// at: asciifold
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(analyzer(asciifold))]
    title: String,
}

fn main() {}
