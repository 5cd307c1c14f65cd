//! Prints how long the codec takes, and how often it allocates: `cargo bench -p weaviate-benches`.
//!
//! `decode 200` or `encode 200` does only that, so often, for a profiler to look at.

use std::hint::black_box;

use weaviate_benches::{
    count::{Counting, allocations},
    kernel::{
        self, Pair,
        Rival::{Messages, MessagesOfSlice, Structs},
    },
    model::Article,
    reply,
};
use weaviate_query::{Collection as _, Names, wire::Batch};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let only = arguments.next();
    let times = arguments.next().and_then(|times| times.parse().ok()).unwrap_or(100);
    match only.as_deref() {
        Some("decode") => only_decode(times),
        Some("encode") => only_encode(times),
        _ => table(),
    }
}

fn only_decode(times: u32) {
    let (bytes, query) = (reply::articles(10_000), Article::query().all());
    for _ in 0..times {
        drop(black_box(query.read(&bytes)));
    }
}

fn only_encode(times: u32) {
    let (documents, names) = (kernel::documents(1_000), std::sync::Arc::new(Names::new()));
    let mut batch = Batch::new("Document", None, names);
    for _ in 0..times {
        drop(black_box(kernel::message(&mut batch, &documents)));
    }
}

fn table() {
    let rounds = 40;
    println!("{:<58} {:>9} {:>9} {:>6} {:>6}", "kernel", "ours ms", "other ms", "ratio", "goal");
    line(
        "decode 10,000 rows / prost and then the same structs",
        kernel::decode(10_000, rounds, Structs),
        Some(0.4),
    );
    line(
        "decode 10,000 rows / prost, messages from a slice",
        kernel::decode(10_000, rounds, MessagesOfSlice),
        None,
    );
    line(
        "decode 10,000 rows / prost, messages, no vector copied",
        kernel::decode(10_000, rounds, Messages),
        Some(0.5),
    );
    line("decode 10 rows / prost and then the same structs", kernel::decode(10, rounds * 100, Structs), None);
    line(
        "decode 10 rows / prost, messages, no vector copied",
        kernel::decode(10, rounds * 100, Messages),
        None,
    );
    line("encode 1,000 objects of 1,536 dimensions / memcpy", kernel::encode(1_000, rounds), Some(1.3));
    line("encode 100 objects of 1,536 dimensions / memcpy", kernel::encode(100, rounds * 10), None);
    line("memcpy of the 1,000 into new memory / memcpy", kernel::copy(1_000, rounds), None);
    line("encode 1,000 objects / prost from ready messages", kernel::encode_prost(1_000, rounds), None);

    let bytes = reply::articles(10_000);
    let query = Article::query().all();
    let (decoding, rows) = allocations(|| query.read(&bytes));
    println!("\nallocations, decode {} rows: {decoding}", rows.map_or(0, |rows| rows.len()));
    let (documents, names) = (kernel::documents(1_000), std::sync::Arc::new(Names::new()));
    let mut batch = Batch::new("Document", None, names);
    drop(kernel::message(&mut batch, &documents));
    let (encoding, message) = allocations(|| kernel::message(&mut batch, &documents));
    println!("allocations, encode one message of {} bytes: {encoding}", message.len());
}

fn line(name: &str, pair: Pair, goal: Option<f64>) {
    let (ours, other) = (pair.ours.as_secs_f64() * 1e3, pair.other.as_secs_f64() * 1e3);
    let goal = goal.map_or("-".to_owned(), |goal| format!("{goal:.2}"));
    println!("{name:<58} {ours:>9.3} {other:>9.3} {:>6.2} {goal:>6}", pair.ratio());
}
