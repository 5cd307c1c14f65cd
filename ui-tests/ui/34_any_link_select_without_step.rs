// says: no field `name` on type
// at: name

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, select: { .n, .related { .name } });
}

fn main() {}
