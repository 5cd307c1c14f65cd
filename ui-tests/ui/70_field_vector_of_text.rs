// says: `String` is not a vector
// at: vector

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(vector)]
    pub title: String,
}

fn main() {}
