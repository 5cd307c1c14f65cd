// says: the values of `Thing_owners` cannot be counted
// at: count

use weaviate::{Collection, Uuid, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub owners: Vec<Uuid>,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .owners { count } });
}

fn main() {}
