// says: a server cannot tell in which objects of `Case_parts` `Lid_size` is absent or another
// at: !

use weaviate::{Collection, Object, query};

#[derive(Collection)]
#[weaviate(inverted(null_state), preview(nested_filters))]
pub struct Case {
    pub parts: Vec<Part>,
}

#[derive(Object)]
pub struct Part {
    pub lid: Option<Lid>,
    pub sizes: Vec<i64>,
}

#[derive(Object)]
pub struct Lid {
    pub size: i64,
}

pub fn ask() {
    let _ = query!(Case, filter: .parts.lid.size != 1);
}

fn main() {}
