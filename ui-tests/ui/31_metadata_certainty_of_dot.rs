// says: `Song_sound` has no certainty, its distance is `dot`
// at: certainty

#[path = "../model.rs"]
mod model;

use model::Song;
use weaviate::query;

pub fn ask() {
    let _ = query!(Song, near_vector: [1.0, 2.0, 3.0], select: { certainty });
}

fn main() {}
