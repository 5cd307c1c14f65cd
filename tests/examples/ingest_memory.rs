//! What memory an ingest of many small objects takes: its window and a little more, however many there are.
//!
//! ```sh
//! cargo run --release -p weaviate-tests --example ingest_memory -- 1000000
//! ```
//!
//! The server is the engine in a process of its own, or the one at `WEAVIATE_URL` and `WEAVIATE_GRPC_URL`.

use std::time::Instant;

use weaviate::{Client, Collection};
use weaviate_tests::apart::{Apart, Failure, memory};

#[derive(Debug, Clone, Collection)]
struct Reading {
    n: i64,
    label: String,
}

/// The default window of an ingest, and what may be beside it.
const WINDOW: u64 = 16 << 20;
const BESIDE: u64 = 32 << 20;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let server = Apart::start().await?;
    let objects: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let client = Client::builder(server.rest_url()).grpc_url(server.grpc_url()).build()?;
    client.delete_collection::<Reading>().await?;
    client.sync::<(Reading,)>().await?;
    let (before, began, mut most) = (memory(), Instant::now(), 0);
    let mut ingest = client.collection::<Reading>().ingest();
    for n in 0..objects {
        ingest.push(Reading { n: n as i64, label: format!("reading number {n}") }).await?;
        if n % 1_000 == 999 {
            most = most.max(memory().saturating_sub(before));
        }
        if n % 100_000 == 99_999 {
            let now = memory().saturating_sub(before);
            println!("{} objects in {:.0?}: {} KiB more than before", n + 1, began.elapsed(), now >> 10);
        }
    }
    let stored = ingest.finish().await.into_result()?;
    println!("{stored} stored in {:.0?}; {} KiB more than before at most", began.elapsed(), most >> 10);
    if most > WINDOW + BESIDE {
        return Err("that is more than the window and 32 MiB".into());
    }
    Ok(())
}
