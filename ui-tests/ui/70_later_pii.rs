// says: `pii` is kept for hiding personal data from logs, which is not there yet: remove it
// at: pii

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(pii)]
    pub title: String,
}

fn main() {}
