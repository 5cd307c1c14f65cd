// says: the server counts the links to all collections, not to `Feed_related_category` alone
// at: count

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, filter: .related.category.count() >= 1);
}

fn main() {}
