// says: `Article_title` cannot have a range index
// at: range

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(range)]
    pub title: String,
}

fn main() {}
