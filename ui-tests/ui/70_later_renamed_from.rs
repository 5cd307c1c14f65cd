// says: `renamed_from` is kept for migrations that rebuild a collection, which are not there yet: remove it
// at: renamed_from

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(renamed_from = "headline")]
    pub title: String,
}

fn main() {}
