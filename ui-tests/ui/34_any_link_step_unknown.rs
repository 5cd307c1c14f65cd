// says: no field `publisher` on type
// at: publisher

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, filter: .related.publisher.name like "a*");
}

fn main() {}
