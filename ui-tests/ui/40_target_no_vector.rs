// says: `Category` has no vector to search
// at: near_vector

#[path = "../model.rs"]
mod model;

use model::Category;
use weaviate::query;

pub fn ask() {
    let _ = query!(Category, near_vector: [1.0, 2.0]);
}

fn main() {}
