// says: the values of `Thing_phone` cannot be counted
// at: count

use weaviate::{Collection, PhoneNumber, query};

/// One field of each kind.
#[derive(Collection)]
#[weaviate(inverted(null_state, property_length))]
pub struct Thing {
    pub phone: PhoneNumber,
}

pub fn ask() {
    let _ = query!(aggregate Thing, select: { .phone { count } });
}

fn main() {}
