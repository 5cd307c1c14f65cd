// says: `Author` is not a collection
// at: weaviate::Link<Author>

#[derive(Debug, Clone, weaviate::Object)]
pub struct Author {
    pub name: String,
}

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    pub author: weaviate::Link<Author>,
}

fn main() {}
