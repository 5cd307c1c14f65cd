// says: an id is a `Uuid`, not a `String`
// at: String
// times: 2

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(id)]
    pub id: String,
}

fn main() {}
