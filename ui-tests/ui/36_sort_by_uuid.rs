// says: objects cannot be sorted by `Thing_owner`
// at: owner

use weaviate::{Collection, Uuid, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub owner: Uuid,
}

pub fn ask() {
    let _ = query!(Thing, sort: .owner);
}

fn main() {}
