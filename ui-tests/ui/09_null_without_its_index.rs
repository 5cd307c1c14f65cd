// says: `Category` does not index which values are absent
// at: is_null

#[path = "../model.rs"]
mod model;

use model::Category;
use weaviate::query;

pub fn ask() {
    let _ = query!(Category, filter: .motto.is_null());
}

fn main() {}
