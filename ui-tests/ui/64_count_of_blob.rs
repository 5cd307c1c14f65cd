// says: the values of `Thing_picture` cannot be counted
// at: count

use weaviate::{Blob, Collection, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub picture: Blob,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .picture { count } });
}

fn main() {}
