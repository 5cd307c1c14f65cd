// says: objects cannot be sorted by `Thing_picture`
// at: picture

use weaviate::{Blob, Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub picture: Blob,
}

pub fn ask() {
    let _ = query!(Thing, sort: .picture);
}

fn main() {}
