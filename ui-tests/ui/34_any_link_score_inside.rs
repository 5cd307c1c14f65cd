// says: `score` is not part of these results
// at: score

#[path = "../feed.rs"]
mod feed;

use feed::Feed;
use weaviate::query;

pub fn ask() {
    let _ = query!(Feed, bm25: "a", select: { .related { .person { score } } });
}

fn main() {}
