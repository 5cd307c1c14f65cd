// says: `Note_text` is an `Option`, and `Note` does not index which values are absent: they would have no length
// at: len

use weaviate::{Collection, query};

#[derive(Collection)]
#[weaviate(inverted(property_length))]
pub struct Note {
    pub text: Option<String>,
}

pub fn ask() {
    let _ = query!(Note, filter: .text.len() <= 3);
}

fn main() {}
