// says: objects cannot be sorted by `Thing_maker`
// at: maker

use weaviate::{Collection, Object, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub maker: Maker,
}

#[derive(Object)]
pub struct Maker {
    pub name: String,
}

pub fn ask() {
    let _ = query!(Thing, sort: .maker);
}

fn main() {}
