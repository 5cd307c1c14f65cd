// says: `Article_words` is not text: it has no tokenization
// at: field

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(tokenization = field)]
    pub words: i64,
}

fn main() {}
