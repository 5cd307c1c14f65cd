// says: cannot find type `cohre`
// at: cohre
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(reranker(cohre))]
struct Note {
    title: String,
}

fn main() {}
