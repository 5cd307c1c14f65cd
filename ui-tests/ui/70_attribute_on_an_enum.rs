// says: `#[derive(Collection)]` needs a struct with named fields
// at: Article

#[derive(Debug, Clone, weaviate::Collection)]
pub enum Article {
    A,
}

fn main() {}
