//! Measures the engine at a size: load, open, memory, and the time of searches; and a server beside it, if one is named.
//!
//! ```text
//! cargo run --release -p weaviate-local --example scale -- [--objects N] [--dimensions N] [--folder DIR]
//!     [--server http://HOST:PORT --grpc http://HOST:PORT [--pid ID]]
//! ```
//!
//! Both are asked the same over gRPC. The collection `Doc` is made where it is not there yet; the server's memory is that
//! of the process with that id. The engine's is that of this process, client and all: of the engine alone when the folder
//! was there before.

#![expect(clippy::large_futures, reason = "the main thread has the stack for a request")]

mod client;
mod data;
mod plain;
mod system;

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use weaviate_local::{Engine, Serve};
use weaviate_proto as proto;

use client::Client;
use data::Random;

type Anything = Box<dyn std::error::Error>;

/// How often a folder is opened.
const OPENS: usize = 9;
/// Searches of a kind.
const SEARCHES: usize = 200;

struct Arguments {
    objects: usize,
    dimensions: usize,
    folder: PathBuf,
    server: Option<(String, String)>,
    pid: Option<u32>,
}

impl Arguments {
    fn read() -> Result<Self, Anything> {
        let folder = std::env::temp_dir().join("weaviate-local-scale");
        let mut out = Self { objects: 100_000, dimensions: 384, folder, server: None, pid: None };
        let (mut http, mut grpc) = (None, None);
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let value = words.next().ok_or_else(|| format!("`{word}` needs a value"))?;
            match word.as_str() {
                "--objects" => out.objects = value.parse()?,
                "--dimensions" => out.dimensions = value.parse()?,
                "--folder" => out.folder = value.into(),
                "--server" => http = Some(value),
                "--grpc" => grpc = Some(value),
                "--pid" => out.pid = Some(value.parse()?),
                _ => return Err(format!("`{word}` is no option").into()),
            }
        }
        out.server = match (http, grpc) {
            (Some(http), Some(grpc)) => Some((http, grpc)),
            (None, None) => None,
            _ => return Err("`--server` and `--grpc` go together".into()),
        };
        Ok(out)
    }
}

/// One column of the table, line by line.
type Column = Vec<(String, String)>;

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<(), Anything> {
    let arguments = Arguments::read()?;
    let (objects, dimensions) = (arguments.objects, arguments.dimensions);
    println!("{objects} objects with {dimensions} dimensions; load of the machine {}", system::load());
    let (engine, right) = engine(&arguments).await?;
    let server = match &arguments.server {
        Some((http, grpc)) => {
            let client = Client::new(http, grpc).await?;
            let mut column = loaded(&client, &arguments, arguments.pid).await?;
            let (times, found) = searches(&client, dimensions).await?;
            column.extend(times);
            column.push(("memory after that".into(), mebibytes(system::resident(arguments.pid))));
            column.push(("near_vector: of the ten nearest, found".into(), recall(&right, &found)));
            column
        }
        None => Column::new(),
    };
    println!("\n| | engine | goal | server |\n|---|---|---|---|");
    let data = data::size(objects, dimensions);
    for (name, value) in &engine {
        let other = server.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
        println!("| {name} | {value} | {} | {other} |", goal(name, &arguments, data));
    }
    println!("\nload of the machine {}", system::load());
    Ok(())
}

/// What a line is held to, where it is one of those and the size is the one that the goal names.
fn goal(name: &str, arguments: &Arguments, data: u64) -> String {
    let vectors = arguments.objects == 100_000 && arguments.dimensions == 768;
    match name {
        "open" if arguments.objects == 100_000 => "1 s".into(),
        "memory after that" => format!("{}, 1.3 times the data", mebibytes((data * 13 / 10) >> 20)),
        "near_vector, p50 and p99" if vectors => "25 ms p50 on two cores".into(),
        "filter, p50 and p99" | "bm25, two words, p50 and p99" | "bm25, two words, filtered, p50 and p99"
            if arguments.objects == 1_000_000 =>
        {
            "20 ms p50".into()
        }
        _ => String::new(),
    }
}

/// The engine's column, and what it found by vector, which is right: it compares with every one.
async fn engine(arguments: &Arguments) -> Result<(Column, Vec<HashSet<String>>), Anything> {
    let folder = &arguments.folder;
    let mut column = if folder.exists() {
        Column::new()
    } else {
        let engine = Engine::open(folder)?;
        let (serving, client) = serve(&engine).await?;
        let column = loaded(&client, arguments, None).await?;
        drop(client);
        serving.shutdown().await;
        column
    };
    column.push(("on disk".into(), mebibytes(system::size(folder)? >> 20)));
    let engine = Engine::open(folder)?;
    column.push(("memory after opening".into(), mebibytes(system::resident(None))));
    let (serving, client) = serve(&engine).await?;
    let (start, spent) = (Instant::now(), system::processor_time());
    client.search(&data::keyword("word7", true)).await?;
    let spent = system::processor_time().saturating_sub(spent);
    let first = format!("{:.2?}, {spent:.2?} of processor time", start.elapsed());
    column.push(("first filtered keyword search, which makes the inverted index".into(), first));
    let (times, found) = searches(&client, arguments.dimensions).await?;
    column.extend(times);
    column.push(("memory after that".into(), mebibytes(system::resident(None))));
    column.push(("near_vector: of the ten nearest, found".into(), recall(&found, &found)));
    drop(client);
    serving.shutdown().await;
    drop(engine);
    let products = plain::dot_products(arguments.objects, arguments.dimensions);
    column.push(("dot products with as many vectors, p50 and p99".into(), percentiles(products)));
    column.extend(opened(folder)?);
    Ok((column, found))
}

async fn serve(engine: &Engine) -> Result<(weaviate_local::Serving, Client), Anything> {
    let serving = engine.serve(Serve::default()).await?;
    let http = format!("http://{}", serving.http_addr());
    let client = Client::new(&http, &format!("http://{}", serving.grpc_addr())).await?;
    Ok((serving, client))
}

async fn loaded(client: &Client, arguments: &Arguments, pid: Option<u32>) -> Result<Column, Anything> {
    let Some(time) = client.load(arguments.objects, arguments.dimensions).await? else {
        return Ok(Column::new());
    };
    let speed = arguments.objects as f64 / time.as_secs_f64();
    Ok(vec![
        ("load, in batches of 500".into(), format!("{time:.1?}, {speed:.0} objects a second")),
        ("memory after loading".into(), mebibytes(system::resident(pid))),
    ])
}

/// The folder opened some times: the best and the median.
fn opened(folder: &Path) -> Result<Column, Anything> {
    let (mut times, mut spent) = (Vec::new(), Vec::new());
    for _ in 0..OPENS {
        let (start, before) = (Instant::now(), system::processor_time());
        let engine = Engine::open(folder)?;
        times.push(start.elapsed());
        spent.push(system::processor_time().saturating_sub(before));
        drop(engine);
    }
    let line = |mut times: Vec<Duration>| {
        times.sort();
        format!("{:.2?} at best, {:.2?} in the median", times[0], times[times.len() / 2])
    };
    Ok(vec![("open".into(), line(times)), ("open, processor time".into(), line(spent))])
}

/// The times of searches, and what those by vector alone found.
async fn searches(client: &Client, dimensions: usize) -> Result<(Column, Vec<HashSet<String>>), Anything> {
    let mut random = Random::new(7);
    let vector = |random: &mut Random| -> Vec<f32> { (0..dimensions).map(|_| random.float()).collect() };
    let word = |random: &mut Random| format!("word{} word{}", random.word(), random.word());
    let mut kind = |name, make: &dyn Fn(&mut Random) -> proto::SearchRequest| {
        (name, (0..SEARCHES).map(|_| make(&mut random)).collect::<Vec<_>>())
    };
    let near = "near_vector";
    let kinds = [
        kind("list", &|_| data::request()),
        kind("filter", &|_| data::filtered(data::request())),
        kind("bm25, two words", &|random| data::keyword(&word(random), false)),
        kind("bm25, two words, filtered", &|random| data::keyword(&word(random), true)),
        kind(near, &|random| data::near(&vector(random))),
        kind("near_vector, filtered", &|random| data::filtered(data::near(&vector(random)))),
        kind("hybrid", &|random| data::hybrid(&word(random), &vector(random))),
        kind("hybrid, filtered", &|random| data::filtered(data::hybrid(&word(random), &vector(random)))),
    ];
    let (mut column, mut found) = (Column::new(), Vec::new());
    for (name, requests) in kinds {
        // The first ones also fill caches, connections and the like.
        for request in requests.iter().take(5) {
            client.search(request).await?;
        }
        let mut times = Vec::new();
        for request in &requests {
            let start = Instant::now();
            let reply = client.search(request).await?;
            times.push(start.elapsed());
            if name == near {
                let id = |result: proto::SearchResult| result.metadata.unwrap_or_default().id;
                found.push(reply.results.into_iter().map(id).collect());
            }
        }
        column.push((format!("{name}, p50 and p99"), percentiles(times)));
    }
    let mut times = Vec::new();
    for number in 0..SEARCHES as u64 {
        let object = data::object(number, dimensions, &mut random);
        let start = Instant::now();
        client.batch(vec![object]).await?;
        times.push(start.elapsed());
    }
    column.push(("one object replaced, p50 and p99".into(), percentiles(times)));
    Ok((column, found))
}

fn percentiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    format!("{:.2?}, {:.2?}", at(50), at(99))
}

fn recall(right: &[HashSet<String>], found: &[HashSet<String>]) -> String {
    let of = |sets: &[HashSet<String>]| sets.iter().map(HashSet::len).sum::<usize>();
    let both: usize = right.iter().zip(found).map(|(right, found)| right.intersection(found).count()).sum();
    format!("{:.1} %", 100.0 * both as f64 / of(right).max(1) as f64)
}

fn mebibytes(count: u64) -> String {
    format!("{count} MiB")
}
