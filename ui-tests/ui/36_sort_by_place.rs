// says: objects cannot be sorted by `Thing_place`
// at: place

use weaviate::{Collection, GeoPoint, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub place: GeoPoint,
}

pub fn ask() {
    let _ = query!(Thing, sort: .place);
}

fn main() {}
