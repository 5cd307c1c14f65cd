// says: objects cannot be sorted by `Thing_next`
// at: desc

use weaviate::{Collection, Link, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub next: Option<Link<Thing>>,
}

pub fn ask() {
    let _ = query!(Thing, sort: .next desc);
}

fn main() {}
