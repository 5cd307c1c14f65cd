// says: `Article_words` has no length: `len` is for texts and lists
// at: len

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(len(1..=80)))]
    pub words: i64,
}

fn main() {}
