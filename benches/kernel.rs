//! The kernels that are measured, and how long they take.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use bytes::Bytes;
use prost::Message as _;
use uuid::Uuid;
use weaviate_query::{Collection as _, Names, proto, wire::Batch};

use crate::{
    model::{Article, Document},
    random::Random,
    reply,
};

/// Two ways to do one thing, timed one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The quickest run of ours.
    pub ours: Duration,
    /// The quickest run of what it is compared with.
    pub other: Duration,
}

impl Pair {
    /// Ours as a part of the other.
    pub fn ratio(self) -> f64 {
        self.ours.as_secs_f64() / self.other.as_secs_f64()
    }

    /// Runs both in turn, so that a machine that slows down slows both, and keeps the quickest of each. Each runs
    /// once unmeasured before it is timed: else it would tidy up the heap that the other one left behind.
    fn measure<A, B>(rounds: usize, mut ours: impl FnMut() -> A, mut other: impl FnMut() -> B) -> Self {
        let mut best = Self { ours: Duration::MAX, other: Duration::MAX };
        for _ in 0..rounds {
            drop(black_box(ours()));
            best.ours = best.ours.min(time(&mut ours));
            drop(black_box(other()));
            best.other = best.other.min(time(&mut other));
        }
        best
    }
}

/// What is returned is dropped behind the clock.
fn time<T>(work: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let took = start.elapsed();
    drop(result);
    took
}

/// Decoding a reply of `rows` articles: ours into the user's structs, prost's into its messages.
pub fn decode(rows: usize, rounds: usize) -> Pair {
    let reply = Bytes::from(reply::articles(rows));
    let query = Article::query().all();
    Pair::measure(rounds, || query.read(&reply), || proto::SearchReply::decode(reply.clone()))
}

/// The same with the drop of what was decoded: prost's messages are on nobody's way to a struct for nothing.
pub fn decode_and_drop(rows: usize, rounds: usize) -> Pair {
    let reply = Bytes::from(reply::articles(rows));
    let query = Article::query().all();
    Pair::measure(
        rounds,
        || query.read(&reply).map(|rows| rows.len()),
        || proto::SearchReply::decode(reply.clone()).map(|reply| reply.results.len()),
    )
}

/// Documents to encode.
pub fn documents(count: usize) -> Vec<Document> {
    let mut random = Random(11);
    let document = |random: &mut Random| Document {
        id: Uuid::from_u64_pair(random.next_u64(), random.next_u64()),
        title: random.text(40),
        slug: random.text(20),
        words: random.below(5_000) as i64,
        tags: (0..3).map(|_| random.text(8)).collect(),
        embedding: std::array::from_fn(|_| random.float()).into(),
    };
    (0..count).map(|_| document(&mut random)).collect()
}

/// Writes one message of all documents.
///
/// # Panics
///
/// If the codec refuses one of them.
pub fn message(batch: &mut Batch<'_>, documents: &[Document]) -> Bytes {
    for document in documents {
        batch.push(document, document.id).expect("every value may be stored");
    }
    batch.finish(None)
}

/// Encoding `count` documents into a message that is dropped when the next one is begun, beside copying the bytes
/// of that message into a buffer that is always the same.
pub fn encode(count: usize, rounds: usize) -> Pair {
    let documents = documents(count);
    let names = Names::new();
    let mut batch = Batch::new("Document", None, &names);
    let bytes = message(&mut batch, &documents);
    let mut copy = vec![0; bytes.len()];
    Pair::measure(
        rounds,
        || message(&mut batch, &documents),
        || {
            copy.copy_from_slice(black_box(&bytes));
            black_box(&copy).len()
        },
    )
}

/// What prost would take to encode the same documents from messages that stand ready.
pub fn encode_prost(count: usize, rounds: usize) -> Pair {
    let documents = documents(count);
    let names = Names::new();
    let mut batch = Batch::new("Document", None, &names);
    let bytes = message(&mut batch, &documents);
    let messages = proto::BatchObjectsRequest::decode(bytes).expect("our own bytes");
    Pair::measure(rounds, || message(&mut batch, &documents), || messages.encode_to_vec())
}
