// says: `Category_name` is tokenized text
// at: =

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, filter: .related.category.name == "rust");
}

fn main() {}
