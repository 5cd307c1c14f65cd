// says: `Thing_stars` has no index to compute metrics of
// at: max

use weaviate::{Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    #[weaviate(filterable = false, range)]
    pub stars: i64,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .stars { max } });
}

fn main() {}
