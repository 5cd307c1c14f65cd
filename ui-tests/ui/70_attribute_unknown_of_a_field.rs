// says: there is no attribute `tokenisation`
// at: tokenisation

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(tokenisation = field)]
    pub title: String,
}

fn main() {}
