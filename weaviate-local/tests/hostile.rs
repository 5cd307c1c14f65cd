//! Hostile bytes at both ports: nothing panics, nothing hangs, and afterwards the engine still answers.
//!
//! Four seconds with one seed; `WEAVIATE_LOCAL_HOSTILE_SECONDS=300` and `WEAVIATE_LOCAL_SEED=7` make it more and others.

#[path = "hostile/bytes.rs"]
mod bytes;
#[path = "support/program.rs"]
mod program;
#[path = "hostile/seeds.rs"]
mod seeds;
#[path = "hostile/senders.rs"]
mod senders;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use program::{Random, Remote};
use senders::Senders;
use weaviate_local::{Engine, Serve, Settings};

/// What panicked since the last look, with where.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Longer than any answer to a small request takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_bytes_do_no_harm() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let end = Instant::now() + Duration::from_secs(number("WEAVIATE_LOCAL_HOSTILE_SECONDS").unwrap_or(4));
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("{panic}");
        PANICS.lock().unwrap().push(panic.to_string());
    }));
    let mut random = Random::new(number("WEAVIATE_LOCAL_SEED").unwrap_or(1));
    // What was wrong, by where, with one request that shows it.
    let mut wrong: BTreeMap<String, String> = BTreeMap::new();
    let mut sent: BTreeMap<&'static str, usize> = BTreeMap::new();
    while Instant::now() < end && wrong.len() < 20 {
        // A new engine now and then: one attack must not hide behind what another left.
        let engine = Engine::in_memory().with_settings(Settings::default().auto_schema(random.below(2) == 0));
        let serving = engine.serve(Serve::default()).await.expect("free ports");
        let senders = Senders::new(serving.http_addr(), serving.grpc_addr());
        seeds::fill(&senders.remote).await;
        if sent.is_empty() {
            Box::pin(seeds::check(&senders.remote)).await;
        }
        for _ in 0..400 {
            let attack = Senders::attack(&mut random);
            *sent.entry(attack.kind).or_default() += 1;
            let done = tokio::time::timeout(PATIENCE, senders.send(&attack)).await;
            let mut found = std::mem::take(&mut *PANICS.lock().unwrap());
            if done.is_err() {
                found.push(format!("no answer to {} within {PATIENCE:?}", attack.kind));
            }
            for text in found {
                wrong.entry(text).or_insert_with(|| format!("{attack:?}"));
            }
            if Instant::now() >= end {
                break;
            }
        }
        alive(&senders.remote).await;
        serving.shutdown().await;
    }
    let _ = std::panic::take_hook();
    println!("sent: {sent:?}");
    for (text, attack) in &wrong {
        println!("{text}\n  by {attack}");
    }
    assert!(wrong.is_empty(), "{} things went wrong", wrong.len());
}

async fn alive(remote: &Remote) {
    let answer = tokio::time::timeout(PATIENCE, remote.rest("GET", "meta", None)).await;
    assert_eq!(answer.expect("an engine that answers").0, 200);
}
