// says: `Feed_related_category` is a collection behind a link, not a value
// at: =

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, filter: .related.category == "rust");
}

fn main() {}
