// says: `Thing_notes` has no index to filter by
// at: len

use weaviate::{Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    #[weaviate(filterable = false, searchable = false)]
    pub notes: String,
}

pub fn ask() {
    let _ = query!(Thing, filter: .notes.len() > 2);
}

fn main() {}
