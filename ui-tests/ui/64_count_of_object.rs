// says: the values of `Thing_maker` cannot be counted
// at: count

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
    let _ = query!(aggregate Thing, select: { .maker { count } });
}

fn main() {}
