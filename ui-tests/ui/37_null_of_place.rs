// says: the server does not know where `Thing_place` is absent
// at: is_null

use weaviate::{Collection, GeoPoint, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub place: Option<GeoPoint>,
}

pub fn ask() {
    let _ = query!(Thing, filter: .place.is_null());
}

fn main() {}
