// says: mismatched types
// at: even

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(with = even))]
    pub words: i64,
}

fn even(n: &i64) -> bool {
    n % 2 == 0
}

fn main() {}
