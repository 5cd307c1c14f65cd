// says: `Thing_marks` has no index to filter by
// at: len

use weaviate::{Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    #[weaviate(filterable = false)]
    pub marks: Vec<i64>,
}

pub fn ask() {
    let _ = query!(Thing, filter: .marks.len() > 2);
}

fn main() {}
