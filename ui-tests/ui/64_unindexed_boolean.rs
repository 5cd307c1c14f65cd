// says: `Thing_stars` has no index to compute metrics of
// at: true_share

use weaviate::{Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    #[weaviate(filterable = false)]
    pub stars: bool,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .stars { true_share } });
}

fn main() {}
