// says: `Photo_back` is a `weaviate::Vector<4>`: it cannot be searched with 3 numbers
// at: [1.0f32, 2.0, 3.0]

#[path = "../model.rs"]
mod model;

use model::Photo;
use weaviate::query;

pub fn ask() {
    let _ = query!(Photo, near_vector: [1.0f32, 2.0, 3.0], target: .back);
}

fn main() {}
