// says: `Feed_related` is never absent
// at: is_null

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, filter: .related.is_null());
}

fn main() {}
