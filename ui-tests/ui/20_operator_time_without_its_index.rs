// says: `Song` does not index timestamps
// at: >

#[path = "../model.rs"]
mod model;

use model::Song;
use weaviate::query;

pub fn ask(since: chrono::DateTime<chrono::Utc>) {
    let _ = query!(Song, filter: .created_at() >= since);
}

fn main() {}
