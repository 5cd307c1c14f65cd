// says: `Article_title` has no values in an order: `range` is for ints, numbers and dates
// at: range

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(range(0..)))]
    pub title: Option<String>,
}

fn main() {}
