// says: `target` takes a property, not a `&str`
// at: "front"

#[path = "../model.rs"]
mod model;

use model::Photo;
use weaviate::query;

pub fn ask() {
    let _ = query!(Photo, near_vector: [1.0, 2.0, 3.0], target: "front");
}

fn main() {}
