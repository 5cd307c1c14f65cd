// says: there is no tokenization `fields`
// at: fields

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(tokenization = fields)]
    pub title: String,
}

fn main() {}
