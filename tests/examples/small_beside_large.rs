//! What a small query takes while the same client scans a collection and writes another.
//!
//! ```sh
//! cargo run --release -p weaviate-tests --example small_beside_large
//! WEAVIATE_URL=http://localhost:8080 WEAVIATE_GRPC_URL=http://localhost:50051 cargo run --release -p weaviate-tests --example small_beside_large
//! ```
//!
//! Without an address it starts the engine, in a process of its own. Three times the same queries: with nothing else
//! going on; by a second client while the first one scans and writes, which is what the load costs on the server and the
//! machine; and by the client that scans and writes. From the second to the third is what sharing a client costs.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use weaviate::{Client, Collection, Result, Vector, query};
use weaviate_tests::apart::{Apart, Failure};

/// So many objects are scanned, and as many written at once.
const OBJECTS: i64 = 5_000;
/// So many queries are timed, one after another, with a pause between them.
const QUERIES: usize = 1_000;
const PAUSE: Duration = Duration::from_millis(5);

#[derive(Debug, Clone, Collection)]
struct Small {
    text: String,
    number: i64,
}

#[derive(Debug, Clone, Collection)]
struct Scanned {
    text: String,
    #[weaviate(vector)]
    embedding: Vector<768>,
}

#[derive(Debug, Clone, Collection)]
struct Written {
    #[weaviate(id)]
    id: weaviate::Uuid,
    text: String,
    #[weaviate(vector)]
    embedding: Vector<768>,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let server = Apart::start().await?;
    let builder = || Client::builder(server.rest_url()).grpc_url(server.grpc_url());
    let client = builder().name_prefix("Beside_").build()?;
    let other = builder().name_prefix("Beside_").build()?;
    client.sync::<(Small, Scanned, Written)>().await?;
    let small = (0..1_000).map(|number| Small { text: format!("number {number} of many"), number });
    client.collection::<Small>().insert_many(small).await?.into_result()?;
    let scanned =
        (0..OBJECTS).map(|n| Scanned { text: "word ".repeat(50), embedding: Vector::new([n as f32; 768]) });
    client.collection::<Scanned>().insert_many(scanned).await?.into_result()?;
    measure(&other).await?;

    let alone = measure(&client).await?;
    println!("alone                          {alone}");
    let beside = under_load(&client, measure(&other)).await?;
    println!("a second client under the load {beside}");
    let shared = under_load(&client, measure(&client)).await?;
    println!("the same client under the load {shared}");
    let ratio = |of: &Times, to: &Times| of.late.as_secs_f64() / to.late.as_secs_f64();
    println!(
        "p99: {:.1} times alone; {:.1} times what the load costs a second client",
        ratio(&shared, &alone),
        ratio(&shared, &beside)
    );
    for name in ["Small", "Scanned", "Written"] {
        client.delete_collection_named(name).await.ok();
    }
    Ok(client.close().await?)
}

/// Times `queries` while `client` scans and writes, over and over, in tasks of their own.
async fn under_load(client: &Client, queries: impl Future<Output = Result<Times>>) -> Result<Times> {
    let done = Arc::new(Done::default());
    let scan = tokio::spawn(scan(client.clone(), done.clone()));
    let write = tokio::spawn(write(client.clone(), done.clone()));
    let begun = Instant::now();
    let times = queries.await;
    let took = begun.elapsed().as_secs_f64();
    done.stop.store(true, Relaxed);
    let rate = |count: &AtomicU64| count.load(Relaxed) as f64 / took;
    println!("  ({:.0} objects a second read, {:.0} written)", rate(&done.read), rate(&done.written));
    scan.await.expect("the scan ends")?;
    write.await.expect("the writing ends")?;
    times
}

/// What the load has done, and whether it is to go on.
#[derive(Default)]
struct Done {
    stop: AtomicBool,
    read: AtomicU64,
    written: AtomicU64,
}

async fn scan(client: Client, done: Arc<Done>) -> Result<()> {
    while !done.stop.load(Relaxed) {
        let mut scan = client.collection::<Scanned>().scan();
        while let Some(object) = scan.next().await {
            let _read = object?;
            done.read.fetch_add(1, Relaxed);
            if done.stop.load(Relaxed) {
                break;
            }
        }
    }
    Ok(())
}

async fn write(client: Client, done: Arc<Done>) -> Result<()> {
    while !done.stop.load(Relaxed) {
        let objects = (0..OBJECTS).map(|n| Written {
            id: weaviate::Uuid::from_u128(n as u128),
            text: "word ".repeat(50),
            embedding: Vector::new([n as f32; 768]),
        });
        let stored = client.collection::<Written>().insert_many(objects).await?.stored();
        done.written.fetch_add(stored as u64, Relaxed);
    }
    Ok(())
}

struct Times {
    median: Duration,
    late: Duration,
    most: Duration,
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "median {:>8.2?}, p99 {:>8.2?}, longest {:>8.2?}", self.median, self.late, self.most)
    }
}

async fn measure(client: &Client) -> Result<Times> {
    let small = client.collection::<Small>();
    let mut times = Vec::with_capacity(QUERIES);
    for _ in 0..QUERIES {
        tokio::time::sleep(PAUSE).await;
        let begun = Instant::now();
        let found = small.fetch(query!(Small, bm25: "number", limit: 3)).await?;
        times.push(begun.elapsed());
        assert_eq!(found.len(), 3);
    }
    times.sort();
    Ok(Times { median: times[QUERIES / 2], late: times[QUERIES * 99 / 100], most: times[QUERIES - 1] })
}
