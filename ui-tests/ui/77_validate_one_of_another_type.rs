// says: `Article_words` holds `i64`: `&str` is none
// at: "a"

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(one_of = ["a", "b"]))]
    pub words: i64,
}

fn main() {}
