// says: objects cannot be sorted by `Thing_phone`
// at: phone

use weaviate::{Collection, PhoneNumber, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub name: String,
    pub phone: PhoneNumber,
}

pub fn ask() {
    let _ = query!(Thing, sort: [.name, .phone]);
}

fn main() {}
