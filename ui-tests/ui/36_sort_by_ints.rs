// says: objects cannot be sorted by `Thing_marks`
// at: marks

use weaviate::{Collection, sort};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub marks: Vec<i64>,
}

pub fn ask() {
    let _ = sort!(Thing, .marks);
}

fn main() {}
