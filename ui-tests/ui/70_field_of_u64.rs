// says: `u64` is not a type of a property
// at: u64

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    pub title: String,
    pub words: u64,
}

fn main() {}
