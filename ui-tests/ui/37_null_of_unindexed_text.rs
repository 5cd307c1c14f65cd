// says: `Thing_notes` has no index to filter by
// at: is_null

use weaviate::{Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    #[weaviate(filterable = false, searchable = false)]
    pub notes: Option<String>,
}

pub fn ask() {
    let _ = query!(Thing, filter: .notes.is_null());
}

fn main() {}
