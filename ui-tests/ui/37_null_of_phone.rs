// says: the server does not know where `Thing_phone` is absent
// at: is_not_null

use weaviate::{Collection, PhoneNumber, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub phone: Option<PhoneNumber>,
}

pub fn ask() {
    let _ = query!(Thing, filter: .phone.is_not_null());
}

fn main() {}
