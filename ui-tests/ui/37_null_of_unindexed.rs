// says: `Thing_stars` has no index to filter by
// at: is_null

use weaviate::{Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    #[weaviate(filterable = false)]
    pub stars: Option<i64>,
}

pub fn ask() {
    let _ = query!(Thing, filter: .stars.is_null());
}

fn main() {}
