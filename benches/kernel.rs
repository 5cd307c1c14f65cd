//! The kernels that are measured, and how long they take.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use bytes::Bytes;
use prost::Message as _;
use uuid::Uuid;
use weaviate_proto as proto;
use weaviate_query::{Collection as _, Names, wire::Batch};

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

/// What decoding is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rival {
    /// prost's messages from bytes that it may keep: no vector is copied, and none is a list of floats yet.
    Messages,
    /// prost's messages from a slice, as ours gets it.
    MessagesOfSlice,
    /// prost's messages and, from them, the same structs that ours makes at once.
    Structs,
}

/// Decoding a reply of `rows` articles: ours from a slice into the user's structs.
pub fn decode(rows: usize, rounds: usize, rival: Rival) -> Pair {
    let reply = Bytes::from(reply::articles(rows));
    let query = Article::query().all();
    let ours = || query.read(&reply);
    match rival {
        Rival::Messages => Pair::measure(rounds, ours, || proto::SearchReply::decode(reply.clone())),
        Rival::MessagesOfSlice => Pair::measure(rounds, ours, || proto::SearchReply::decode(&reply[..])),
        Rival::Structs => Pair::measure(rounds, ours, || structs(reply.clone())),
    }
}

/// The rows of a reply by way of prost's messages, written as a person would write it who is in a hurry at run
/// time: texts are moved, not copied. Nothing where a property is not as it should be.
pub fn structs(reply: Bytes) -> Option<Vec<(Uuid, Article)>> {
    let reply = proto::SearchReply::decode(reply).ok()?;
    reply.results.into_iter().map(row).collect()
}

fn row(result: proto::SearchResult) -> Option<(Uuid, Article)> {
    use proto::{list_value::Kind as List, value::Kind};
    let metadata = result.metadata?;
    let mut fields = result.properties?.non_ref_props?.fields;
    let mut take = |name| fields.remove(name)?.kind;
    let Some(Kind::TextValue(title)) = take("title") else { return None };
    let Some(Kind::TextValue(slug)) = take("slug") else { return None };
    let Some(Kind::IntValue(words)) = take("words") else { return None };
    let Some(Kind::DateValue(published)) = take("published") else { return None };
    let Some(Kind::ListValue(tags)) = take("tags") else { return None };
    let Some(List::TextValues(tags)) = tags.kind else { return None };
    let vector = metadata.vectors.into_iter().find(|vector| vector.name == "embedding")?;
    let embedding: Vec<f32> =
        vector.vector_bytes.as_chunks::<4>().0.iter().map(|word| f32::from_le_bytes(*word)).collect();
    let article = Article {
        title,
        slug,
        words,
        published: chrono::DateTime::parse_from_rfc3339(&published).ok()?.into(),
        tags: tags.values,
        embedding: embedding.try_into().ok()?,
    };
    Some((Uuid::try_parse(&metadata.id).ok()?, article))
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

/// Copying the bytes of the message of `count` documents into new memory, as a message must have it that is
/// given away, beside copying them into a buffer that is always the same.
pub fn copy(count: usize, rounds: usize) -> Pair {
    let names = std::sync::Arc::new(Names::new());
    let bytes = message(&mut Batch::new("Document", None, names), &documents(count));
    let mut copy = vec![0; bytes.len()];
    Pair::measure(
        rounds,
        || black_box(&bytes).to_vec(),
        || {
            copy.copy_from_slice(black_box(&bytes));
            black_box(&copy).len()
        },
    )
}

/// Writes one message of all documents.
///
/// # Panics
///
/// If the codec refuses one of them.
pub fn message(batch: &mut Batch, documents: &[Document]) -> Bytes {
    for document in documents {
        batch.push(document, document.id).expect("every value may be stored");
    }
    batch.finish(None)
}

/// Encoding `count` documents into a message that is dropped when the next one is begun, beside copying the bytes
/// of that message into a buffer that is always the same.
pub fn encode(count: usize, rounds: usize) -> Pair {
    let documents = documents(count);
    let names = std::sync::Arc::new(Names::new());
    let mut batch = Batch::new("Document", None, names);
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
///
/// # Panics
///
/// If prost cannot read what the codec wrote.
pub fn encode_prost(count: usize, rounds: usize) -> Pair {
    let documents = documents(count);
    let names = std::sync::Arc::new(Names::new());
    let mut batch = Batch::new("Document", None, names);
    let bytes = message(&mut batch, &documents);
    let messages = proto::BatchObjectsRequest::decode(bytes).expect("our own bytes");
    Pair::measure(rounds, || message(&mut batch, &documents), || messages.encode_to_vec())
}
