//! A program as it runs for days, in minutes: it ingests, changes, deletes, asks and moves tenants over a way that fails
//! every second, and a model keeps what it was promised.
//!
//! ```sh
//! cargo run --release -p weaviate-tests --example soak -- --minutes 10
//! WEAVIATE_URL=http://127.0.0.1:8080 WEAVIATE_GRPC_URL=http://127.0.0.1:50051 cargo run --release -p weaviate-tests --example soak
//! ```
//!
//! Without addresses it starts the engine in a process of its own, so that the memory it prints is the client's. Nothing is
//! corrupted on the way: without TLS nobody would know.

#[path = "soak/model.rs"]
mod model;
#[path = "soak/work.rs"]
mod work;

use std::{
    sync::{Arc, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};

use weaviate::Client;
use weaviate_tests::{
    apart::{Apart, Failure, memory},
    dice::Dice,
    proxy::{Do, Fault, From, Point, Proxy},
};

use model::{Counts, Note, Reading};

/// Of every kind of work something is done in so many minutes.
const STANDING: u64 = 2;

/// Memory may be so much more at the end than after the first minute.
const GROWTH: u64 = 24 << 20;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let server = Apart::start().await?;
    let minutes = std::env::args().skip_while(|word| word != "--minutes").nth(1);
    let minutes: u64 = minutes.map_or(Ok(10), |text| text.parse())?;
    let direct = Client::builder(server.rest_url()).grpc_url(server.grpc_url()).build()?;
    direct.delete_collection::<Reading>().await?;
    direct.delete_collection::<Note>().await?;
    direct.sync::<(Reading, Note)>().await?;

    let proxies = [Proxy::start(server.rest, []).await?, Proxy::start(server.grpc, []).await?];
    let client = Client::builder(proxies[0].url())
        .grpc_url(proxies[1].url())
        .timeout(Duration::from_secs(3))
        .build()?;
    let counts = Arc::new(Counts::default());
    let until = Instant::now() + Duration::from_secs(60 * minutes);
    let mut tasks = work::start(&client, &direct, &counts, until);

    let mut before = counts.work();
    let (began, mut first, mut dice, mut told) = (Instant::now(), None, Dice::new(1), 0);
    while Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let which = dice.below(2);
        // What did not happen until now waits for something that is rare, and would keep the others waiting.
        let given_up = proxies[which].forget() as u64;
        let faults = faults(&mut dice, which == 0);
        counts.faults.fetch_add(faults.len() as u64, Relaxed);
        counts.faults.fetch_sub(given_up, Relaxed);
        for fault in faults {
            proxies[which].add(fault);
        }
        let minute = began.elapsed().as_secs() / 60;
        if minute > told {
            told = minute;
            first.get_or_insert(memory());
            if minute % STANDING == 0 {
                let now = counts.work();
                let stands = now.iter().zip(before).find(|((_, now), (_, before))| now == before);
                if let Some(((kind, _), _)) = stands {
                    return Err(format!("nothing was {kind} for {STANDING} minutes: {counts}").into());
                }
                before = now;
            }
            println!("{minute} min: {counts}, {} MiB", memory() >> 20);
        }
        if tasks.iter().any(tokio::task::JoinHandle::is_finished) && Instant::now() < until {
            break;
        }
    }
    for task in tasks.drain(..) {
        task.await??;
    }
    let grown = memory().saturating_sub(first.unwrap_or_else(memory));
    println!("{counts}; memory grew by {} KiB after the first minute", grown >> 10);
    if grown > GROWTH {
        return Err("memory grows".into());
    }
    Ok(())
}

/// One fault, and what it needs to happen.
fn faults(dice: &mut Dice, is_rest: bool) -> Vec<Fault> {
    let mut points = vec![
        (From::Client, Point::Connect),
        (From::Client, Point::Headers),
        (From::Client, Point::Message),
        (From::Server, Point::Headers),
        (From::Server, Point::Message),
    ];
    if !is_rest {
        // HTTP/1 has none.
        points.push((From::Server, Point::Trailers));
    }
    let (from, at) = dice.of(&points);
    let what = dice.of(&[Do::Cut, Do::Reset, Do::Stall, Do::Delay(Duration::from_millis(300))]);
    if at == Point::Connect {
        // A connection is made where there is none.
        let cut = Fault { from: From::Server, at: Point::Headers, after: 0, what: Do::Cut };
        return vec![cut, Fault { from, at, after: 0, what }];
    }
    vec![Fault { from, at, after: dice.below(3) as u32, what }]
}
