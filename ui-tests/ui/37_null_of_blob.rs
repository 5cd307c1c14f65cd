// says: the server does not know where `Thing_picture` is absent
// at: is_null

use weaviate::{Blob, Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub picture: Option<Blob>,
}

pub fn ask() {
    let _ = query!(Thing, filter: !.picture.is_null());
}

fn main() {}
