// says: `Photo` has several vectors and this search names none
// at: near_vector

#[path = "../model.rs"]
mod model;

use model::Photo;
use weaviate::query;

pub fn ask() {
    let _ = query!(Photo, near_vector: [1.0, 2.0, 3.0]);
}

fn main() {}
