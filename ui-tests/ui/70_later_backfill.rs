// says: `backfill` is kept for migrations that rebuild a collection, which are not there yet: remove it
// at: backfill

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(backfill = empty)]
    pub title: String,
}

fn main() {}
