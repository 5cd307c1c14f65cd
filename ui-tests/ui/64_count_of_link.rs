// says: the values of `Thing_next` cannot be counted
// at: count

use weaviate::{Collection, Link, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub next: Option<Link<Thing>>,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .next { count } });
}

fn main() {}
