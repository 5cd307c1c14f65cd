// says: a struct has an `id` or a `key`, not both
// at: key

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(id)]
    pub id: weaviate::Uuid,
    #[weaviate(key)]
    pub title: String,
}

fn main() {}
