// says: the values of `Thing_owner` cannot be counted
// at: count

use weaviate::{Collection, Uuid, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub owner: Uuid,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .owner { count } });
}

fn main() {}
