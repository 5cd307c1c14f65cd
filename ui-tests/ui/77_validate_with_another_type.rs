// says: mismatched types
// at: even

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(with = even))]
    pub title: String,
}

fn even(n: &i64) -> Result<(), String> {
    if n % 2 == 0 { Ok(()) } else { Err("odd".into()) }
}

fn main() {}
