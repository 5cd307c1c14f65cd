// says: no field `face` on type
// at: face

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, select: { .related { .category { .face } } });
}

fn main() {}
