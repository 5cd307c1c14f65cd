//! An ingest of many objects while its server is killed, its way cut and its process stopped; then every object is
//! looked for.
//!
//! ```sh
//! cargo run --release -p weaviate-tests --example ingest_through_faults -- --objects 100000 \
//!     --rest 127.0.0.1:8080 --grpc 127.0.0.1:50051 --start 'weaviate-local serve --http 8080 --grpc 50051 --path DIR'
//! ```
//!
//! `--start` is the command of a server that keeps its data in a folder: it is started, killed and started again.

use std::{
    collections::HashSet,
    net::SocketAddr,
    time::{Duration, Instant},
};

use weaviate::{Client, Collection, Handle, Uuid, Vector, query};
use weaviate_tests::{
    process::Server,
    proxy::{Do, Fault, From, Point, Proxy},
};

#[derive(Debug, Clone, Collection)]
struct Reading {
    #[weaviate(id)]
    id: Uuid,
    n: i64,
    label: String,
    #[weaviate(vector(index = hnsw))]
    curve: Vector<8>,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

struct Arguments {
    objects: u64,
    rest: SocketAddr,
    grpc: SocketAddr,
    start: String,
}

impl Arguments {
    fn read() -> Result<Self, Failure> {
        let mut read = Self {
            objects: 100_000,
            rest: "127.0.0.1:8080".parse()?,
            grpc: "127.0.0.1:50051".parse()?,
            start: String::new(),
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or(format!("`{name}` wants a value"))?;
            match name.as_str() {
                "--objects" => read.objects = value.parse()?,
                "--rest" => read.rest = value.parse()?,
                "--grpc" => read.grpc = value.parse()?,
                "--start" => read.start = value,
                _ => return Err(format!("there is no `{name}`").into()),
            }
        }
        if read.start.is_empty() {
            return Err("`--start` says how the server is started".into());
        }
        Ok(read)
    }
}

fn id(n: u64) -> Uuid {
    Uuid::from_u128(0x7a57_u128 << 64 | u128::from(n))
}

/// No two are the same.
fn curve(n: u64) -> Vector<8> {
    let angle = |part: usize| n as f32 * (part + 1) as f32 / 1_000.0;
    Vector::from(std::array::from_fn(|part| angle(part).sin()))
}

/// So many are searched at once: the most that a server answers with.
const SEARCHED: u64 = 10_000;

/// Those that a search by vector finds; with a filter it looks at each.
async fn found_by_vector(readings: &Handle<Reading>, objects: u64) -> Result<HashSet<u64>, Failure> {
    let mut found = HashSet::new();
    for from in (0..objects).step_by(SEARCHED as usize) {
        let (first, end) = (from as i64, (from + SEARCHED) as i64);
        let near = query!(Reading, near_vector: curve(from), filter: .n >= first && .n < end, limit: 10_000, select: { .n });
        found.extend(readings.fetch(near).await?.iter().map(|row| row.n as u64));
    }
    Ok(found)
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments = Arguments::read()?;
    let direct = Client::builder(format!("http://{}", arguments.rest))
        .grpc_url(format!("http://{}", arguments.grpc))
        .build()?;
    let mut server = Server::start(&arguments.start, &direct).await?;
    direct.sync::<(Reading,)>().await?;
    direct.collection::<Reading>().delete_where(weaviate::filter!(Reading, .n >= 0)).await?;
    // The faults of the way: one message is cut in its middle, one answer reset.
    let fault = |from, what, after| Fault { from, at: Point::Message, after, what };
    let faults = [fault(From::Client, Do::Cut, 200), fault(From::Server, Do::Reset, 100)];
    let proxy = Proxy::start(arguments.grpc, faults).await?;
    let client = Client::builder(format!("http://{}", arguments.rest)).grpc_url(proxy.url()).build()?;
    let began = Instant::now();
    let mut ingest =
        client.collection::<Reading>().ingest().on_progress(|progress| eprint!("\r{progress}   "));
    for n in 0..arguments.objects {
        let reading =
            Reading { id: id(n), n: n as i64, label: format!("reading number {n}"), curve: curve(n) };
        // What cannot be pushed is in the report.
        let _ = ingest.push(reading).await;
        if n == arguments.objects / 4 {
            eprintln!("\nkilling the server");
            server.kill()?;
            server = Server::start(&arguments.start, &direct).await?;
        }
        if n == arguments.objects * 3 / 4 {
            eprintln!("\nstopping the server for 5 s");
            server.stop_for(Duration::from_secs(5))?;
        }
    }
    let report = ingest.finish().await;
    let took = began.elapsed();
    let (rejected, unknown) = (report.rejected().len() as u64, report.unknown().len() as u64);
    eprintln!("\n{report}, after {took:.1?}; {} faults of the way did not happen", proxy.left());
    let mut there = HashSet::new();
    let readings = direct.collection::<Reading>();
    let mut scan = readings.scan();
    while let Some(found) = scan.next().await {
        there.insert(found?.n as u64);
    }
    let lost: HashSet<u64> =
        report.rejected().iter().chain(report.unknown()).map(|lost| lost.object.n as u64).collect();
    let missing = (0..arguments.objects).filter(|n| !lost.contains(n) && !there.contains(n)).count();
    let refused_and_there =
        report.rejected().iter().filter(|lost| there.contains(&(lost.object.n as u64))).count();
    let by_vector = found_by_vector(&readings, arguments.objects).await?;
    let unfound = there.difference(&by_vector).filter(|n| !lost.contains(n)).count();
    println!(
        "pushed {}, stored {}, rejected {rejected}, unknown {unknown}; called stored and missing {missing}, and not found by vector {unfound}, called rejected and there {refused_and_there}",
        report.pushed(),
        report.stored(),
    );
    server.kill()?;
    let accounted = report.stored() + rejected + unknown == report.pushed();
    if accounted && missing == 0 && unfound == 0 && refused_and_there == 0 {
        Ok(())
    } else {
        Err("objects are not accounted for".into())
    }
}
