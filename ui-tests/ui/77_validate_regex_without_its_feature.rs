// says: `regex` needs the feature `regex` of `weaviate`, which brings the crate `regex-lite`
// at: "^[a-z-]+$"

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(regex = "^[a-z-]+$"))]
    pub slug: String,
}

fn main() {}
