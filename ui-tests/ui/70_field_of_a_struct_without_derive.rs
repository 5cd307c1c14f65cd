// says: `Author` is not a type of a property
// at: Author

#[derive(Debug, Clone)]
pub struct Author {
    pub name: String,
}

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    pub author: Author,
}

fn main() {}
