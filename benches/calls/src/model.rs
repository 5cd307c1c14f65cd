//! What is asked for and what is written: the structs, and the replies of the canned server.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use prost::Message as _;
use weaviate::{Collection, Uuid, Vector};
use weaviate_benches::{
    random::Random,
    reply::{list, result, value, vector},
};
use weaviate_proto::{self as proto, list_value, value::Kind};

/// The dimensions of each vector.
pub(crate) const DIMENSIONS: usize = 1_536;
/// The rows of a reply.
pub(crate) const ROWS: usize = 10;
/// How often the rows of a `fetch` allocate: four texts, a list and its three texts each, and the list of rows.
pub(crate) const USERS: usize = ROWS * (4 + 1 + 3) + 1;
/// The rows of a page of a walk, and how many pages there are.
pub(crate) const PAGE: usize = 100;
pub(crate) const PAGES: usize = 10;

/// Ten properties of the usual types, and a vector to search by.
#[derive(Debug, Clone, Collection)]
pub(crate) struct Article {
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) author: String,
    pub(crate) summary: String,
    pub(crate) words: i64,
    pub(crate) rating: f64,
    pub(crate) draft: bool,
    pub(crate) published: DateTime<Utc>,
    pub(crate) edited: DateTime<Utc>,
    pub(crate) tags: Vec<String>,
    #[weaviate(vector)]
    pub(crate) embedding: Vector<DIMENSIONS>,
}

/// What is written by the thousand.
#[derive(Debug, Clone, Collection)]
pub(crate) struct Document {
    #[weaviate(id)]
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) words: i64,
    pub(crate) tags: Vec<String>,
    #[weaviate(vector)]
    pub(crate) embedding: Vector<DIMENSIONS>,
}

/// A vector to search with.
pub(crate) fn query_vector() -> Vec<f32> {
    let mut random = Random(3);
    (0..DIMENSIONS).map(|_| random.float()).collect()
}

/// So many documents.
pub(crate) fn documents(count: usize) -> Vec<Document> {
    let mut random = Random(11);
    let mut document = || Document {
        id: Uuid::from_u64_pair(random.next_u64(), random.next_u64()),
        title: random.text(40),
        slug: random.text(20),
        words: random.below(5_000) as i64,
        tags: (0..3).map(|_| random.text(8)).collect(),
        embedding: Vector::new(std::array::from_fn(|_| random.float())),
    };
    (0..count).map(|_| document()).collect()
}

/// The answer to a search: ten articles without their vectors, as nobody asked for them.
pub(crate) fn found() -> Bytes {
    reply(&mut Random(7), 0..ROWS, false)
}

/// A page of a walk: a hundred articles with their vectors, under ids that go up.
pub(crate) fn page(number: usize) -> Bytes {
    reply(&mut Random(number as u64), number * PAGE + 1..(number + 1) * PAGE + 1, true)
}

fn reply(random: &mut Random, ids: std::ops::Range<usize>, vectors: bool) -> Bytes {
    let results = ids.map(|id| article(random, id, vectors)).collect();
    proto::SearchReply { took: 0.01, results, ..Default::default() }.encode_to_vec().into()
}

fn article(random: &mut Random, id: usize, with_vector: bool) -> proto::SearchResult {
    let tags = (0..3).map(|_| random.text(8)).collect();
    let mut date = || format!("2026-11-{:02}T09:30:{:02}.123Z", random.below(28) + 1, random.below(60));
    let (published, edited) = (date(), date());
    let properties = vec![
        ("title", value(Kind::TextValue(random.text(40)))),
        ("slug", value(Kind::TextValue(random.text(20)))),
        ("author", value(Kind::TextValue(random.text(16)))),
        ("summary", value(Kind::TextValue(random.text(160)))),
        ("words", value(Kind::IntValue(random.below(5_000) as i64))),
        ("rating", value(Kind::NumberValue(f64::from(random.float())))),
        ("draft", value(Kind::BoolValue(random.below(2) == 1))),
        ("published", value(Kind::DateValue(published))),
        ("edited", value(Kind::DateValue(edited))),
        ("tags", list(list_value::Kind::TextValues(proto::TextValues { values: tags }))),
    ];
    let embedding: Vec<f32> = (0..DIMENSIONS).map(|_| random.float()).collect();
    let metadata = proto::MetadataResult {
        id: Uuid::from_u128(id as u128).to_string(),
        vectors: if with_vector { vec![vector("embedding", &embedding)] } else { Vec::new() },
        ..Default::default()
    };
    result(properties, Vec::new(), metadata)
}
