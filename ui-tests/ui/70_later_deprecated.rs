// says: `deprecated` is kept for warnings where a property is used, which are not there yet: remove it
// at: deprecated

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(deprecated = "use `slug`")]
    pub title: String,
}

fn main() {}
