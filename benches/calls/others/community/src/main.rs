//! The line of the crate `weaviate-community` in the table of `calls latency`: the same question by GraphQL, the same
//! objects by REST. It knows no named vectors, so its collections have one without a name.
//!
//! `REST fill` makes its collections anew, `REST QUESTIONS INSERTS` prints what `calls latency` reads.

use std::time::Instant;

use serde_json::json;
use uuid::Uuid;
use weaviate_community::{
    WeaviateClient,
    collections::{
        objects::{MultiObjects, Object},
        query::GetBuilder,
        schema::{ClassBuilder, Properties, PropertyBuilder},
    },
};

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

const DIMENSIONS: usize = 1_536;
const PROPERTIES: [(&str, &str); 10] = [
    ("title", "text"),
    ("slug", "text"),
    ("author", "text"),
    ("summary", "text"),
    ("words", "int"),
    ("rating", "number"),
    ("draft", "boolean"),
    ("published", "date"),
    ("edited", "date"),
    ("tags", "text[]"),
];
/// The searched one, and the written one.
const ARTICLES: &str = "CommunityArticle";
const DOCUMENTS: &str = "CommunityDocument";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        match arguments[..] {
            [rest, "fill"] => fill(&WeaviateClient::builder(rest).build()?).await,
            [rest, questions, inserts] => {
                let client = WeaviateClient::builder(rest).build()?;
                measure(&client, questions.parse()?, inserts.parse()?).await
            }
            _ => Err("`REST fill`, `REST QUESTIONS INSERTS`".into()),
        }
    })
}

async fn measure(client: &WeaviateClient, questions: usize, inserts: usize) -> Result<()> {
    let (vector, documents) = (floats(&mut Chance(3)), documents());
    fetch(client, &vector).await?;
    let (mut taken, before) = (Vec::new(), used()?);
    for _ in 0..questions {
        let began = Instant::now();
        fetch(client, &vector).await?;
        taken.push(began.elapsed().as_micros());
    }
    report("fetch", &taken, used()? - before);
    insert(client, &documents).await?;
    let (mut taken, before) = (Vec::new(), used()?);
    for _ in 0..inserts {
        let began = Instant::now();
        insert(client, &documents).await?;
        taken.push(began.elapsed().as_micros());
    }
    report("insert", &taken, used()? - before);
    let status = std::fs::read_to_string("/proc/self/status")?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    println!("memory {}", most.trim().trim_end_matches(" kB"));
    Ok(())
}

fn report(work: &str, taken: &[u128], cpu: u128) {
    let taken: Vec<String> = taken.iter().map(u128::to_string).collect();
    println!("{work} {}", taken.join(" "));
    println!("{work}-cpu {}", cpu / 1_000);
}

/// The processor's time of this thread, in nanoseconds: the client runs on no other.
fn used() -> Result<u128> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().ok_or("no schedstat")?.parse()?)
}

async fn fetch(client: &WeaviateClient, vector: &[f64]) -> Result<()> {
    let numbers: Vec<String> = vector.iter().map(f64::to_string).collect();
    let question = GetBuilder::new(ARTICLES, PROPERTIES.map(|(name, _)| name).to_vec())
        .with_near_vector(&format!("{{vector: [{}]}}", numbers.join(",")))
        .with_limit(10)
        .build();
    let found = client.query.get(question).await?;
    match found["data"]["Get"][ARTICLES].as_array() {
        Some(rows) if rows.len() == 10 => Ok(()),
        _ => Err(format!("not ten rows: {found}").into()),
    }
}

async fn insert(client: &WeaviateClient, documents: &[(Uuid, serde_json::Value, Vec<f64>)]) -> Result<()> {
    let objects = documents.iter().map(|(id, properties, vector)| {
        Object::builder(DOCUMENTS, properties.clone()).with_id(*id).with_vector(vector.clone()).build()
    });
    client.batch.objects_batch_add(MultiObjects::new(objects.collect()), None, None).await?;
    Ok(())
}

fn documents() -> Vec<(Uuid, serde_json::Value, Vec<f64>)> {
    let mut chance = Chance(11);
    let mut document = || {
        let id = Uuid::from_u64_pair(chance.next(), chance.next());
        let tags: Vec<String> = (0..3).map(|_| chance.text(8)).collect();
        let properties =
            json!({ "title": chance.text(40), "slug": chance.text(20), "words": 7, "tags": tags });
        (id, properties, floats(&mut chance))
    };
    (0..1_000).map(|_| document()).collect()
}

async fn fill(client: &WeaviateClient) -> Result<()> {
    let mut chance = Chance(5);
    for name in [ARTICLES, DOCUMENTS] {
        // There is none yet on a new server.
        let _ = client.schema.delete(name).await;
        let properties = PROPERTIES.map(|(name, kind)| PropertyBuilder::new(name, vec![kind]).build());
        let class = ClassBuilder::new(name).with_vectorizer("none");
        client.schema.create_class(&class.with_properties(Properties::new(properties.into())).build()).await?;
    }
    for _ in 0..5 {
        let mut article = || {
            let date = "2026-11-28T09:30:00.123Z";
            let tags: Vec<String> = (0..3).map(|_| chance.text(8)).collect();
            let properties = json!({
                "title": chance.text(40), "slug": chance.text(20), "author": chance.text(16),
                "summary": chance.text(160), "words": 7, "rating": 0.5, "draft": false, "published": date,
                "edited": date, "tags": tags,
            });
            Object::builder(ARTICLES, properties).with_vector(floats(&mut chance)).build()
        };
        let objects = (0..1_000).map(|_| article()).collect();
        client.batch.objects_batch_add(MultiObjects::new(objects), None, None).await?;
    }
    Ok(())
}

fn floats(chance: &mut Chance) -> Vec<f64> {
    (0..DIMENSIONS).map(|_| f64::from((chance.next() >> 40) as f32 / (1_u64 << 23) as f32 - 1.0)).collect()
}

/// `SplitMix64`, as the other benches have it.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn text(&mut self, len: usize) -> String {
        (0..len).map(|_| char::from(b'a' + (self.next() % 26) as u8)).collect()
    }
}
