//! Hostile bytes at both ports: nothing panics, nothing hangs, and afterwards the engine still answers.
//!
//! Three seconds each with one seed; `WEAVIATE_LOCAL_HOSTILE_SECONDS=600` and `WEAVIATE_LOCAL_SEED=7` make it more and
//! others, `WEAVIATE_LOCAL_HOSTILE_PORT=rest` or `=grpc` keeps to one port.

#[path = "hostile/bytes.rs"]
mod bytes;
#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "support/program.rs"]
mod program;
#[path = "hostile/seeds.rs"]
mod seeds;
#[path = "hostile/senders.rs"]
mod senders;
#[path = "hostile/wire.rs"]
mod wire;

use std::{
    collections::BTreeMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use weaviate_local::{Engine, Serve, Settings};
use weaviate_proto as proto;

use program::{Random, Remote};
use senders::{Attack, Port, Senders};

/// What panicked since the last look, with where.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Longer than any answer to a small request takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Attacks at the same time.
const TOGETHER: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_bytes_do_no_harm() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let time = Duration::from_secs(number("WEAVIATE_LOCAL_HOSTILE_SECONDS").unwrap_or(3));
    let only = std::env::var("WEAVIATE_LOCAL_HOSTILE_PORT").unwrap_or_default();
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("{panic}");
        PANICS.lock().unwrap().push(panic.to_string());
    }));
    let mut random = Random::new(number("WEAVIATE_LOCAL_SEED").unwrap_or(1));
    let mut wrong = BTreeMap::new();
    for (name, port) in [("rest", Port::Rest), ("grpc", Port::Grpc)] {
        if only.is_empty() || only == name {
            Box::pin(attack(port, time, &mut random, &mut wrong)).await;
        }
    }
    let _ = std::panic::take_hook();
    for (text, attack) in &wrong {
        println!("{text}\n  by {attack}");
    }
    assert!(wrong.is_empty(), "{} things went wrong", wrong.len());
}

/// Attacks a port for a time; what goes wrong is noted by where, with one request that shows it.
async fn attack(port: Port, time: Duration, random: &mut Random, wrong: &mut BTreeMap<String, String>) {
    // Filling the first engine is not counted.
    let mut end = Instant::now() + time + PATIENCE;
    let mut sent: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    while Instant::now() < end && wrong.len() < 20 {
        // A new engine now and then: one attack must not hide behind what another left.
        let engine = Engine::in_memory().with_settings(Settings::default().auto_schema(random.below(2) == 0));
        let serving = engine.serve(Serve::default()).await.expect("free ports");
        let senders = Senders::new(serving.http_addr(), serving.grpc_addr());
        seeds::fill(&senders.remote).await;
        if sent.is_empty() {
            Box::pin(seeds::check(&senders.remote)).await;
        }
        corpus::corpus().fill(&senders.remote).await;
        if sent.is_empty() {
            end = Instant::now() + time;
        }
        for _ in 0..200 {
            let attacks: Vec<Attack> = (0..TOGETHER).map(|_| Senders::attack(port, random)).collect();
            let start = Instant::now();
            let done = attacks.iter().map(|attack| tokio::time::timeout(PATIENCE, senders.send(attack)));
            let done = futures_util::future::join_all(done).await;
            slowest = slowest.max(start.elapsed());
            let mut found = std::mem::take(&mut *PANICS.lock().unwrap());
            for (attack, done) in attacks.iter().zip(done) {
                *sent.entry(attack.kind).or_default() += 1;
                if done.is_err() {
                    found.push(format!("no answer to {} within {PATIENCE:?}", attack.kind));
                }
            }
            for text in found {
                wrong.entry(text).or_insert_with(|| format!("one of {attacks:?}"));
            }
            if Instant::now() >= end {
                break;
            }
        }
        Box::pin(alive(&senders.remote)).await;
        let stopped = tokio::time::timeout(PATIENCE, serving.shutdown()).await;
        assert!(stopped.is_ok(), "the servers do not stop");
    }
    println!("{port:?}: {} sent, the slowest done after {slowest:?}: {sent:?}", sent.values().sum::<usize>());
}

async fn alive(remote: &Remote) {
    let answer = tokio::time::timeout(PATIENCE, remote.rest("GET", "meta", None)).await;
    assert_eq!(answer.expect("an engine that answers").0, 200);
    let request = proto::SearchRequest { collection: "StillThere".into(), ..Default::default() };
    let answer = tokio::time::timeout(PATIENCE, Box::pin(remote.search(request))).await;
    let status = answer.expect("an engine that answers").expect_err("there is no such collection");
    assert!(status.message().contains("StillThere"), "{status}");
}
