// says: `Feed_related` cannot be compared
// at: =

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, filter: .related == 3);
}

fn main() {}
