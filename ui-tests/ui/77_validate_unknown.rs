// says: `validate` has no `length`
// at: length

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(length(1..=80)))]
    pub title: String,
}

fn main() {}
