// says: `subject` is kept for finding all data about one person, which is not there yet: remove it
// at: subject

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(subject)]
    pub title: String,
}

fn main() {}
