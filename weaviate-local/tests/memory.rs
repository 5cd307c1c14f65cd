//! What an object takes in memory, part by part: counted, so that it does not creep.
//!
//! Counted in a program of its own, because the counter counts for all of it. `WEAVIATE_LOCAL_MEMORY_OBJECTS=200000 cargo
//! test --release -p weaviate-local --test memory -- --nocapture` prints the table for as many objects.

#[path = "support/program.rs"]
mod program;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicI64, Ordering},
};

use prost::Message as _;
use serde_json::{Value as Json, json};
use weaviate_local::{Engine, Serve};
use weaviate_proto as proto;

use program::{Random, Remote};

struct Counting;

static TAKEN: AtomicI64 = AtomicI64::new(0);

/// What a piece takes of the heap: its size and a word before it, in steps of sixteen, as with glibc.
fn taken(size: usize) -> i64 {
    (size + 8).next_multiple_of(16).max(32) as i64
}

// SAFETY: hands on to the system's allocator, whatever it is given; the counter is a plain number and allocates nothing.
#[expect(unsafe_code, reason = "an allocator is")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TAKEN.fetch_add(taken(layout.size()), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        TAKEN.fetch_sub(taken(layout.size()), Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        TAKEN.fetch_add(taken(size) - taken(layout.size()), Ordering::Relaxed);
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTER: Counting = Counting;

/// Numbers in a vector.
const DIMENSIONS: usize = 4;
/// Words in a text.
const WORDS: usize = 40;

/// What the objects of a collection have, each with all of the ones before it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Has {
    Id,
    Vector,
    Properties,
    Keys,
    Tokens,
}

/// A part of an object, and how many bytes of memory it may take.
const PARTS: [(&str, Has, i64); 5] = [
    ("id and times", Has::Id, 56),
    ("vector of 4 dimensions", Has::Vector, 22),
    ("two texts and a number", Has::Properties, 345),
    ("their keys for filters, but of the long text", Has::Keys, 80),
    ("tokens of the long text, for filters and keywords", Has::Tokens, 195),
];

/// From so many objects on, what they share (names, tokens, the pages that are not full) counts for little.
const MANY: usize = 100_000;
/// What that many may take in all, in hundredths of what is sent.
const MOST: i64 = 130;

fn class(name: &str, has: Has) -> Json {
    let (keys, tokens) = (has >= Has::Keys, has >= Has::Tokens);
    json!({"class": name, "properties": [
        {"name": "text", "dataType": ["text"], "indexFilterable": tokens, "indexSearchable": tokens},
        {"name": "number", "dataType": ["int"], "indexFilterable": keys},
        {"name": "group", "dataType": ["text"], "tokenization": "field", "indexFilterable": keys,
            "indexSearchable": false}]})
}

/// One of so many words, the first ones far more often, as in a language.
fn word(random: &mut Random, of: usize) -> String {
    format!("word{}", ((of as f64).powf(f64::midpoint(f64::from(random.float()), 1.0)) - 1.0) as u64)
}

fn object(class: &str, has: Has, number: usize, words: usize, random: &mut Random) -> proto::BatchObject {
    use weaviate_proto::google::value::Kind;
    let text: Vec<String> = (0..WORDS).map(|_| word(random, words)).collect();
    let value = |kind| weaviate_proto::google::Value { kind: Some(kind) };
    let fields = [
        ("text".to_owned(), value(Kind::StringValue(text.join(" ")))),
        ("number".to_owned(), value(Kind::NumberValue(random.below(1_000) as f64))),
        ("group".to_owned(), value(Kind::StringValue(format!("group {}", random.below(50))))),
    ];
    let vector: Vec<u8> = (0..DIMENSIONS).flat_map(|_| random.float().to_le_bytes()).collect();
    let properties = proto::batch_object::Properties {
        non_ref_properties: Some(weaviate_proto::google::Struct { fields: fields.into() }),
        ..Default::default()
    };
    proto::BatchObject {
        uuid: format!("00000000-0000-4000-8000-{number:012x}"),
        collection: class.into(),
        vector_bytes: if has >= Has::Vector { vector.into() } else { bytes::Bytes::new() },
        properties: (has >= Has::Properties).then_some(properties),
        ..Default::default()
    }
}

/// What so many objects take in memory, and their bytes as they are sent.
async fn load(remote: &Remote, has: Has, name: &str, objects: usize) -> (i64, i64) {
    let words = (objects / 10).min(20_000);
    remote.done("POST", "/schema", &class(name, has)).await;
    let (mut random, mut sent) = (Random::new(3), 0);
    let before = TAKEN.load(Ordering::Relaxed);
    for first in (0..objects).step_by(500) {
        let batch: Vec<_> = (first..objects.min(first + 500))
            .map(|number| object(name, has, number, words, &mut random))
            .collect();
        sent += batch.iter().map(|object| object.encoded_len() as i64).sum::<i64>();
        assert_eq!(remote.batch(batch).await.unwrap(), [""; 0]);
    }
    (TAKEN.load(Ordering::Relaxed) - before, sent)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_part_of_an_object_takes_more_than_it_may() {
    let given = std::env::var("WEAVIATE_LOCAL_MEMORY_OBJECTS").ok();
    let objects: usize = given.map_or(5_000, |number| number.parse().unwrap());
    let serving = Engine::in_memory().serve(Serve::default()).await.unwrap();
    let remote =
        Remote::new(&format!("http://{}", serving.http_addr()), &format!("http://{}", serving.grpc_addr()));
    // What connections and threads take is there before anything is counted.
    load(&remote, Has::Tokens, "Before", 1_000).await;
    let (mut all, mut data, mut creeping) = (0, 0, Vec::new());
    for (at, (part, has, most)) in PARTS.into_iter().enumerate() {
        let (taken, sent) = load(&remote, has, &format!("Objects{at}"), objects).await;
        let each = (taken - all) / objects as i64;
        println!("{each:>6} bytes an object: {part}");
        if each > most {
            creeping.push(format!("{part}: {each} bytes, {most} at most"));
        }
        (all, data) = (taken, sent);
    }
    let each = |bytes: i64| bytes / objects as i64;
    println!(
        "{:>6} bytes an object in all, {:.2} times the {} that are sent",
        each(all),
        all as f64 / data as f64,
        each(data)
    );
    serving.shutdown().await;
    if objects >= MANY && all * 100 > data * MOST {
        creeping.push(format!("in all: {} bytes, {} at most", each(all), each(data * MOST / 100)));
    }
    assert!(creeping.is_empty(), "{creeping:#?}");
}
