//! Measures the engine at a size: load, open, memory, and the time of searches.
//!
//! `cargo run --release -p weaviate-local --example scale -- [OBJECTS] [DIMENSIONS] [FOLDER]`

#![allow(clippy::large_futures, reason = "the main thread has the stack for a request")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tonic::transport::Channel;
use weaviate_local::{Engine, Serve, Serving};
use weaviate_query::proto;

type Anything = Box<dyn std::error::Error>;

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<(), Anything> {
    let mut words = std::env::args().skip(1);
    let mut number = |default: usize| words.next().map_or(Ok(default), |word| word.parse());
    let (objects, dimensions) = (number(100_000)?, number(384)?);
    let folder =
        words.next().map_or_else(|| std::env::temp_dir().join("weaviate-local-scale"), PathBuf::from);
    println!("{objects} objects with {dimensions} dimensions in {}", folder.display());
    if !folder.exists() {
        load(&folder, objects, dimensions).await?;
    }
    println!("on disk: {} MiB", size(&folder)? >> 20);

    let (before, spent) = (resident(), processor_time());
    let start = Instant::now();
    let engine = Engine::open(&folder)?;
    println!(
        "open: {:.2?}, {:.2?} of processor time; {} MiB resident ({before} before)",
        start.elapsed(),
        processor_time().saturating_sub(spent),
        resident()
    );
    let client = Client::of(&engine).await?;
    let (start, spent) = (Instant::now(), processor_time());
    client.search(&keyword("word7", true)).await?;
    println!(
        "first keyword search, which makes the inverted index: {:.2?}, {:.2?} of processor time",
        start.elapsed(),
        processor_time().saturating_sub(spent)
    );
    println!("resident: {} MiB", resident());

    let mut random = Random(7);
    let vector = |random: &mut Random| -> Vec<f32> { (0..dimensions).map(|_| random.float()).collect() };
    let word = |random: &mut Random| format!("word{} word{}", random.word(), random.word());
    let queries: Vec<(&str, Vec<proto::SearchRequest>)> = vec![
        ("list, 10", (0..200).map(|_| request()).collect()),
        ("filter: number in a range", (0..200).map(|_| filtered(request())).collect()),
        ("bm25, two words", (0..200).map(|_| keyword(&word(&mut random), false)).collect()),
        ("bm25, two words, filtered", (0..200).map(|_| keyword(&word(&mut random), true)).collect()),
        ("near_vector", (0..200).map(|_| near(&vector(&mut random))).collect()),
        ("near_vector, filtered", (0..200).map(|_| filtered(near(&vector(&mut random)))).collect()),
        ("hybrid", (0..200).map(|_| hybrid(&word(&mut random), &vector(&mut random))).collect()),
        (
            "hybrid, filtered",
            (0..200).map(|_| filtered(hybrid(&word(&mut random), &vector(&mut random)))).collect(),
        ),
    ];
    println!("{:32} {:>10} {:>10} {:>6}", "", "p50", "p99", "hits");
    for (name, requests) in queries {
        let mut times = Vec::new();
        let mut hits = 0;
        for request in &requests {
            let start = Instant::now();
            hits += client.search(request).await?.results.len();
            times.push(start.elapsed());
        }
        times.sort();
        let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
        println!("{name:32} {:>10.1?} {:>10.1?} {:>6}", at(50), at(99), hits / requests.len());
    }
    let mut times = Vec::new();
    for number in 0..200 {
        let start = Instant::now();
        client.batch(vec![object(number, dimensions, &mut random)]).await?;
        times.push(start.elapsed());
    }
    times.sort();
    println!("{:32} {:>10.1?}", "replace one object", times.get(100).copied().unwrap_or_default());
    client.serving.shutdown().await;
    Ok(())
}

async fn load(folder: &Path, objects: usize, dimensions: usize) -> Result<(), Anything> {
    let engine = Engine::open(folder)?;
    let client = Client::of(&engine).await?;
    let class = r#"{"class":"Doc","properties":[{"name":"text","dataType":["text"]},{"name":"number","dataType":["int"]},
        {"name":"group","dataType":["text"],"tokenization":"field"}]}"#;
    let made = weaviate_local::plain_http()
        .build()?
        .post(format!("http://{}/v1/schema", client.serving.http_addr()))
        .header("content-type", "application/json")
        .body(class)
        .send()
        .await?;
    assert!(made.status().is_success(), "{}", made.text().await?);
    let mut random = Random(3);
    let mut answering = Duration::ZERO;
    for first in (0..objects).step_by(500) {
        let batch = (first..objects.min(first + 500)).map(|at| object(at as u64, dimensions, &mut random));
        let batch = batch.collect();
        let start = Instant::now();
        client.batch(batch).await?;
        answering += start.elapsed();
    }
    println!(
        "load: {answering:.1?} in batches of 500, {:.0} objects/s; {} MiB resident",
        objects as f64 / answering.as_secs_f64(),
        resident()
    );
    client.serving.shutdown().await;
    let start = Instant::now();
    drop(engine);
    println!("close: {:.2?}", start.elapsed());
    Ok(())
}

struct Client {
    serving: Serving,
    channel: Channel,
}

impl Client {
    async fn of(engine: &Engine) -> Result<Client, Anything> {
        let serving = engine.serve(Serve::default()).await?;
        let channel = Channel::from_shared(format!("http://{}", serving.grpc_addr()))?.connect().await?;
        Ok(Client { serving, channel })
    }

    async fn call<Q, A>(&self, method: &'static str, request: Q) -> Result<A, Anything>
    where
        Q: prost::Message + Send + Sync + 'static,
        A: prost::Message + Default + Send + Sync + 'static,
    {
        let mut grpc = tonic::client::Grpc::new(self.channel.clone()).max_decoding_message_size(1 << 30);
        grpc.ready().await?;
        let codec = tonic_prost::ProstCodec::<Q, A>::default();
        let path = http::uri::PathAndQuery::from_static(method);
        Ok(grpc.unary(tonic::Request::new(request), path, codec).await?.into_inner())
    }

    async fn search(&self, request: &proto::SearchRequest) -> Result<proto::SearchReply, Anything> {
        self.call("/weaviate.v1.Weaviate/Search", request.clone()).await
    }

    async fn batch(&self, objects: Vec<proto::BatchObject>) -> Result<(), Anything> {
        let request = proto::BatchObjectsRequest { objects, consistency_level: None };
        let reply: proto::BatchObjectsReply =
            self.call("/weaviate.v1.Weaviate/BatchObjects", request).await?;
        match reply.errors.into_iter().next() {
            Some(error) => Err(error.error.into()),
            None => Ok(()),
        }
    }
}

fn object(number: u64, dimensions: usize, random: &mut Random) -> proto::BatchObject {
    use prost_types::value::Kind;
    let text: Vec<String> = (0..40).map(|_| format!("word{}", random.word())).collect();
    let value = |kind| prost_types::Value { kind: Some(kind) };
    let fields = [
        ("text".to_owned(), value(Kind::StringValue(text.join(" ")))),
        ("number".to_owned(), value(Kind::NumberValue(random.below(1_000) as f64))),
        ("group".to_owned(), value(Kind::StringValue(format!("group {}", random.below(50))))),
    ];
    let vector: Vec<f32> = (0..dimensions).map(|_| random.float()).collect();
    proto::BatchObject {
        uuid: format!("00000000-0000-4000-8000-{number:012x}"),
        collection: "Doc".into(),
        vector_bytes: bytes_of(&vector).into(),
        properties: Some(proto::batch_object::Properties {
            non_ref_properties: Some(prost_types::Struct { fields: fields.into() }),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn bytes_of(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|x| x.to_le_bytes()).collect()
}

fn request() -> proto::SearchRequest {
    proto::SearchRequest {
        collection: "Doc".into(),
        limit: 10,
        uses_127_api: true,
        metadata: Some(proto::MetadataRequest {
            uuid: true,
            distance: true,
            score: true,
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// Keeps a tenth of the objects.
fn filtered(request: proto::SearchRequest) -> proto::SearchRequest {
    use proto::filter_target::Target;
    use proto::filters::{Operator, TestValue};
    let filters = proto::Filters {
        operator: Operator::LessThan as i32,
        target: Some(proto::FilterTarget { target: Some(Target::Property("number".into())) }),
        test_value: Some(TestValue::ValueInt(100)),
        ..Default::default()
    };
    proto::SearchRequest { filters: Some(filters), ..request }
}

fn keyword(query: &str, filter: bool) -> proto::SearchRequest {
    let bm25 = proto::Bm25 { query: query.into(), properties: vec!["text".into()], ..Default::default() };
    let request = proto::SearchRequest { bm25_search: Some(bm25), ..request() };
    if filter { filtered(request) } else { request }
}

fn vectors(vector: &[f32]) -> Vec<proto::Vectors> {
    vec![proto::Vectors { vector_bytes: bytes_of(vector).into(), ..Default::default() }]
}

fn near(vector: &[f32]) -> proto::SearchRequest {
    let near = proto::NearVector { vectors: vectors(vector), ..Default::default() };
    proto::SearchRequest { near_vector: Some(near), ..request() }
}

fn hybrid(query: &str, vector: &[f32]) -> proto::SearchRequest {
    let hybrid = proto::Hybrid {
        query: query.into(),
        properties: vec!["text".into()],
        alpha_param: Some(0.5),
        use_alpha_param: true,
        vectors: vectors(vector),
        ..Default::default()
    };
    proto::SearchRequest { hybrid_search: Some(hybrid), ..request() }
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn float(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    /// One of 20 000 words, the first ones far more often, as in a language.
    fn word(&mut self) -> u64 {
        let x = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (20_000_f64.powf(x) - 1.0) as u64
    }
}

fn size(folder: &Path) -> std::io::Result<u64> {
    std::fs::read_dir(folder)?.try_fold(0, |sum, entry| Ok(sum + entry?.metadata()?.len()))
}

/// The memory of this process in MiB, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) >> 10
}

/// What this process has had of the processors, where the system tells.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
