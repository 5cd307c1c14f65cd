// says: `validate` is kept for checks of values before they are written, which are not there yet: remove it
// at: validate

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(length(min = 1)))]
    pub title: String,
}

fn main() {}
