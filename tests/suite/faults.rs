//! Writes over a way that fails: whatever is cut, reset, stalled, delayed or corrupted, every object is accounted for,
//! nothing that is called stored is missing, from a search by vector neither, and nothing that is called rejected is there.
//!
//! `FAULT_SEEDS=10000` plays so many schedules instead of 300, `FAULT_SEED=17` that one.

use std::{
    collections::BTreeSet,
    ops::Range,
    pin::pin,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use futures_util::{StreamExt as _, stream};
use weaviate::{Client, Collection, Handle, Uuid, Vector, query, report::Outcome, transport::Via};
use weaviate_tests::{
    World,
    dice::Dice,
    proxy::{
        Do, Fault, From, Point, Proxy,
        tls::{Authority, TlsEnd, Valid},
    },
    run,
};

#[derive(Debug, Clone, PartialEq, Collection)]
struct Reading {
    #[weaviate(id)]
    id: Uuid,
    run: i64,
    n: i64,
    label: String,
    #[weaviate(vector(index = hnsw))]
    curve: Vector<2>,
}

const OBJECTS: i64 = 120;
/// How long a call may take; an ingest so long without a word about an object.
const TIMEOUT: Duration = Duration::from_secs(3);

fn readings(run: u64) -> impl Iterator<Item = Reading> + Send {
    (0..OBJECTS).map(move |n| Reading {
        id: Uuid::from_u128((u128::from(run) + 1) << 64 | n as u128),
        run: run as i64,
        n,
        // A corrupted byte must not hit an id or a number each time.
        label: "a label of some length, so that most of a message is text".to_owned(),
        curve: curve(n),
    })
}

/// No two of a run are the same.
fn curve(n: i64) -> Vector<2> {
    let (sine, cosine) = (n as f32 / 20.0).sin_cos();
    Vector::from([sine, cosine])
}

/// One to three faults.
fn schedule(dice: &mut Dice) -> Vec<Fault> {
    let points = [
        (From::Client, Point::Connect),
        (From::Client, Point::Headers),
        (From::Client, Point::Message),
        (From::Client, Point::Between),
        (From::Server, Point::Headers),
        (From::Server, Point::Message),
        (From::Server, Point::Between),
        (From::Server, Point::Trailers),
    ];
    let what = [Do::Cut, Do::Reset, Do::Stall, Do::Delay(Duration::from_millis(200)), Do::Corrupt];
    (0..=dice.below(3))
        .map(|_| {
            let (from, at) = dice.of(&points);
            let after = if at == Point::Connect { 0 } else { dice.below(4) as u32 };
            Fault { from, at, after, what: dice.of(&what) }
        })
        .collect()
}

/// What a program was told of its objects.
#[derive(Default)]
struct Told {
    pushed: i64,
    stored: BTreeSet<i64>,
    rejected: BTreeSet<i64>,
    unknown: BTreeSet<i64>,
    /// Of one that is rejected.
    why: Option<String>,
}

async fn ingest(client: &Client, run: u64, heard: Arc<Mutex<Instant>>) -> Told {
    let listen = move |_| *heard.lock().unwrap() = Instant::now();
    let mut ingest = client.collection::<Reading>().ingest().window(8_000).on_progress(listen);
    let mut told = Told::default();
    for reading in readings(run) {
        told.pushed += 1;
        // After the first error the others are refused at once, and stand in the report as well.
        let _ = ingest.push(reading).await;
    }
    let report = ingest.finish().await;
    assert_eq!(report.pushed(), told.pushed as u64);
    told.rejected = report.rejected().iter().map(|lost| lost.object.n).collect();
    told.why = report.rejected().first().map(|lost| lost.error.to_string());
    told.unknown = report.unknown().iter().map(|lost| lost.object.n).collect();
    told.stored = (0..OBJECTS).filter(|n| !told.rejected.contains(n) && !told.unknown.contains(n)).collect();
    assert_eq!(report.stored(), told.stored.len() as u64);
    told
}

async fn insert_many(client: &Client, run: u64) -> Told {
    let mut told = Told { pushed: OBJECTS, ..Told::default() };
    match client.collection::<Reading>().insert_many(readings(run)).await {
        Ok(report) => {
            for entry in report.iter() {
                let list = match entry.outcome {
                    Outcome::Stored => &mut told.stored,
                    Outcome::Rejected(_) => &mut told.rejected,
                    _ => &mut told.unknown,
                };
                list.insert(entry.position as i64);
            }
        }
        // It fails as a whole only if surely nothing is stored.
        Err(error) => {
            told.rejected = (0..OBJECTS).collect();
            told.why = Some(error.to_string());
        }
    }
    told
}

async fn there(client: &Client, run: u64) -> BTreeSet<i64> {
    let run = run as i64;
    let question = query!(Reading, filter: .run == run, limit: 500, select: { .n });
    client.collection::<Reading>().fetch(question).await.unwrap().iter().map(|row| row.n).collect()
}

async fn found_by_vector(client: &Client, run: u64) -> BTreeSet<i64> {
    let run = run as i64;
    let question = query!(Reading, near_vector: curve(0), filter: .run == run, limit: 500, select: { .n });
    client.collection::<Reading>().fetch(question).await.unwrap().iter().map(|row| row.n).collect()
}

/// A schedule, and what it is played on.
struct Played<'w> {
    world: &'w World,
    run: u64,
    faults: Vec<Fault>,
    streamed: bool,
    /// Who vouches for the server, if there is TLS between it and the faults.
    authority: Option<&'w Authority>,
}

impl Played<'_> {
    /// Plays it and says what is wrong.
    async fn play(self) -> Result<(), String> {
        let Self { world, run, faults, streamed, authority } = self;
        let is_corrupted = faults.iter().any(|fault| fault.what == Do::Corrupt);
        let (rest, grpc, _serving) = world.sockets().await;
        let end = match authority {
            None => None,
            Some(authority) => {
                let identity = authority.issue(&["127.0.0.1"], Valid::Now);
                Some(TlsEnd::start(rest, grpc, &identity, None).await.unwrap())
            }
        };
        let proxy = Proxy::start(end.as_ref().map_or(grpc, |end| end.addr), faults.clone()).await.unwrap();
        let builder = match authority {
            None => world.client_at(&format!("http://{rest}"), &proxy.url()),
            Some(authority) => {
                let url = proxy.url().replace("http://", "https://");
                world.client_at(&url, &url).ca_certificate(authority.pem())
            }
        };
        let client = builder.timeout(TIMEOUT).build().unwrap();
        let began = Instant::now();
        let heard = Arc::new(Mutex::new(began));
        let mut work = pin!(async {
            if streamed { ingest(&client, run, heard.clone()).await } else { insert_many(&client, run).await }
        });
        // Each word about an object grants the time once more; the links and what is unknown have theirs.
        let most = TIMEOUT * 4;
        let told = loop {
            let end = *heard.lock().unwrap() + most;
            match tokio::time::timeout_at(end.into(), &mut work).await {
                Ok(told) => break told,
                Err(_) if Instant::now() < *heard.lock().unwrap() + most => {}
                Err(_) => return Err(format!("no word for {most:?}: {faults:?}")),
            }
        };
        let took = began.elapsed();
        let sum = (told.stored.len() + told.rejected.len() + told.unknown.len()) as i64;
        if sum != told.pushed {
            return Err(format!("{sum} of {} accounted for: {faults:?}", told.pushed));
        }
        // Without TLS a byte that is another one may make another object of one, and nobody can tell.
        if is_corrupted && authority.is_none() {
            return Ok(());
        }
        let there = there(&world.client, run).await;
        let missing: Vec<_> = told.stored.difference(&there).collect();
        let too_many: Vec<_> = told.rejected.intersection(&there).collect();
        let found = found_by_vector(&world.client, run).await;
        let lost: Vec<_> = told.stored.difference(&found).collect();
        if missing.is_empty() && too_many.is_empty() && lost.is_empty() {
            return Ok(());
        }
        Err(format!(
            "after {took:?}: called stored and not there: {missing:?}, not found by vector: {lost:?}; called rejected and there: {too_many:?} ({:?}); {faults:?}",
            told.why
        ))
    }
}

fn seeds() -> Range<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    match (number("FAULT_SEED"), number("FAULT_SEEDS")) {
        (Some(one), _) => one..one + 1,
        (None, seeds) => 0..seeds.unwrap_or(300),
    }
}

#[test]
fn every_object_is_accounted_for_whatever_breaks() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let played = stream::iter(seeds()).map(|seed| {
            let world = world.clone();
            async move {
                let mut dice = Dice::new(seed);
                let (faults, streamed) = (schedule(&mut dice), dice.below(4) > 0);
                let played = Played { world: &world, run: seed, faults, streamed, authority: None };
                played.play().await.map_err(|why| format!("FAULT_SEED={seed}: {why}"))
            }
        });
        let wrong: Vec<String> =
            played.buffer_unordered(24).filter_map(|end| async { end.err() }).collect().await;
        assert!(wrong.is_empty(), "{} schedules: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
    });
}

/// Each fault in each of the records of a handshake, on either side, for REST and gRPC alike: what breaks there has sent
/// nothing.
#[test]
fn every_object_is_accounted_for_whatever_breaks_a_handshake() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let authority = Authority::new();
        let what = [Do::Cut, Do::Reset, Do::Stall, Do::Delay(Duration::from_millis(200)), Do::Corrupt];
        let mut cells = Vec::new();
        for from in [From::Client, From::Server] {
            for after in 0..6 {
                let fault = |what| Fault { from, at: Point::Handshake, after, what };
                cells.extend(what.map(|what| (fault(what), true)));
                cells.extend(what.map(|what| (fault(what), false)));
            }
        }
        // Far from the seeds, whose objects may be beside them.
        let played = stream::iter((1_000_000..).zip(cells)).map(|(run, (fault, streamed))| {
            let (world, authority) = (world.clone(), &authority);
            async move {
                let faults = vec![fault];
                Played { world: &world, run, faults, streamed, authority: Some(authority) }.play().await
            }
        });
        let wrong: Vec<String> =
            played.buffer_unordered(24).filter_map(|end| async { end.err() }).collect().await;
        assert!(wrong.is_empty(), "{} cells: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
    });
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Wide {
    #[weaviate(id)]
    id: Uuid,
    n: i64,
    #[weaviate(vector(index = hnsw))]
    numbers: Vector<256>,
}

/// A server that is told to stop in the middle of a message leaves what it has stored out of the index (1.39.0), so it is not
/// told that nobody waits any more.
#[test]
fn a_message_whose_caller_is_gone_is_done_to_its_end() {
    run(|world| async move {
        world.client.sync::<(Wide,)>().await.unwrap();
        if std::env::var("X").is_err()
            && world.has_none_by(Via::GrpcWeb, "word of whether a request was sent")
            || world.has_none_by(Via::GraphQl, "word of whether a request was sent")
        {
            return;
        }
        let (mut dice, all) = (Dice::new(1), world.client.collection::<Wide>());
        let mut wide = |n: u128| {
            let numbers = std::array::from_fn(|_| dice.below(1_000) as f32 / 1_000.0 - 0.5);
            Wide { id: Uuid::from_u128(n + 1), n: n as i64, numbers: Vector::from(numbers) }
        };
        for (after, millis) in (0..).zip([150, 250, 350, 500, 700]) {
            let some: Vec<Wide> = (after * 1_000..(after + 1) * 1_000).map(&mut wide).collect();
            let client = world.builder().await.timeout(Duration::from_millis(millis)).build().unwrap();
            // Whether it was in time is not what this is about.
            let _ = client.collection::<Wide>().insert_many(some).await;
        }
        let (stored, found) = settled(&all).await;
        assert_eq!(found, stored, "stored, and found by vector");
    });
}

/// What other programs left by half is found and mended.
#[test]
fn what_a_killed_program_left_by_half_is_mended() {
    run(|world| async move {
        world.client.sync::<(Wide,)>().await.unwrap();
        let (mut dice, all) = (Dice::new(2), world.client.collection::<Wide>());
        let mut wide = |n: u128| {
            let numbers = std::array::from_fn(|_| dice.below(1_000) as f32 / 1_000.0 - 0.5);
            Wide { id: Uuid::from_u128(n + 1), n: n as i64, numbers: Vector::from(numbers) }
        };
        for (after, millis) in (0..).zip([150, 250, 350, 500]) {
            let some: Vec<Wide> = (after * 1_000..(after + 1) * 1_000).map(&mut wide).collect();
            // A way that hangs up, and a client that remembers nothing.
            let killed = world
                .builder()
                .await
                .via(Via::GrpcWeb)
                .timeout(Duration::from_millis(millis))
                .build()
                .unwrap();
            let _ = killed.collection::<Wide>().insert_many(some).await;
        }
        let (_, before) = settled(&all).await;
        let mut mending = all.mend();
        let mut mended = 0;
        while let Some(id) = mending.next().await {
            id.unwrap();
            mended += 1;
        }
        let (stored, found) = settled(&all).await;
        println!("{before} of {stored} found, {mended} mended, {found} found");
        assert_eq!((found, before + mended, mending.seen()), (stored, stored, stored));
    });
}

/// How many objects there are, and how many a search by vector finds, once neither changes any more.
async fn settled(all: &Handle<Wide>) -> (u64, u64) {
    let (mut before, mut same) = ((0, 0), 0);
    while same < 3 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        // With a filter it looks at each of them.
        let near = query!(Wide, near_vector: [0.5; 256], filter: .n >= 0, limit: 5_000, select: { .n });
        let now = (all.count().await.unwrap(), all.fetch(near).await.unwrap().len() as u64);
        same = if now == before { same + 1 } else { 0 };
        before = now;
    }
    before
}
