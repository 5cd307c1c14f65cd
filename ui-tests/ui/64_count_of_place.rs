// says: the values of `Thing_place` cannot be counted
// at: count

use weaviate::{Collection, GeoPoint, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub place: GeoPoint,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .place { count } });
}

fn main() {}
