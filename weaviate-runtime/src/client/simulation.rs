//! Retries, budget, breaker, queue, deadlines and closing, all at once, in a world made of a seed.
//!
//! Each schedule has some calls of all sorts, a server with moods, callers that go away and sometimes a close. What
//! was promised is then held against what the server wrote down. A failure says its seed:
//! `WEAVIATE_SEED=17 cargo test -p weaviate-runtime --lib simulation` plays that one alone.

mod pacing;
mod server;
mod signing;
mod world;

use std::{
    pin::pin,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use futures_util::future::{Either, select};
use weaviate_query::ErrorKind;

use self::{
    server::{Server, Try},
    world::{LATE, World},
};
use super::{CallOptions, Client};
use crate::{
    env::Env as _,
    op::{Headers, Op, ReadKind, ReadOp, Target, Verb, WriteKind, WriteOp},
};

const SCHEDULES: u64 = 10_000;
/// What a call may be late: one tick of the clock, which is as long as this world oversleeps.
const TICK: Duration = LATE;

/// What a call is, and what became of it.
struct Plan {
    begin: Instant,
    deadline: Instant,
    /// Its caller goes away.
    dropped: Option<Instant>,
    op: Op,
}

/// When a call ended, how, and what was said.
type Ended = (Instant, Option<ErrorKind>, String);

fn plan(client: &Client, world: &World, number: usize) -> Plan {
    let begin = world.now() + world.span(Duration::from_secs(30));
    let deadline = begin + world.span(Duration::from_secs(30)) + TICK;
    let dropped = (world.roll(8) == 0).then(|| begin + world.span(Duration::from_secs(10)));
    let options = CallOptions { headers: Headers::default(), deadline };
    let (collection, tenant, body) = (String::from("C"), None, number.to_string());
    let op = match world.roll(10) {
        0 => {
            let call = client.rest(Verb::Get, ".well-known/ready", body, &options);
            Op::Read(ReadOp { kind: ReadKind::Health, collection, tenant, call })
        }
        1..6 => {
            let call = client.rpc("Search", body, &options);
            Op::Read(ReadOp { kind: ReadKind::Search, collection, tenant, call })
        }
        kind => {
            let call = match world.roll(2) {
                0 => client.rpc("BatchObjects", body, &options),
                _ => client.rest(Verb::Post, "objects", body, &options),
            };
            let (ids, repeatable) = (Vec::new(), kind < 8);
            Op::Write(WriteOp { kind: WriteKind::Insert, collection, tenant, ids, repeatable, call })
        }
    };
    Plan { begin, deadline, dropped, op }
}

/// One schedule; what was promised and not kept.
fn play(seed: u64, begin: Instant) -> Vec<String> {
    let world = World::new(begin, seed);
    let server = Server::new(&world);
    let (attempts, burst) = (1 + world.roll(6) as u32, world.roll(12) as u32);
    // Some are nearly always full, some never.
    let in_flight = 1 + world.roll(if world.roll(2) == 0 { 3 } else { 100 }) as usize;
    let patience = world.span(Duration::from_secs(20));
    let client = Client::builder("http://h")
        .transport(server.clone())
        .env(world.clone())
        .attempts(attempts)
        .retry_burst(burst)
        .max_in_flight(in_flight)
        .write_timeout(patience)
        .build()
        .unwrap();
    let plans: Vec<Plan> =
        (0..2 + world.roll(24) as usize).map(|number| plan(&client, &world, number)).collect();
    let ended: Arc<Mutex<Vec<Vec<Ended>>>> = Arc::new(Mutex::new(vec![Vec::new(); plans.len()]));
    let mut tasks: Vec<std::pin::Pin<Box<dyn Future<Output = ()>>>> = Vec::new();
    for (number, plan) in plans.iter().enumerate() {
        let (client, world, ended, op) = (client.clone(), world.clone(), ended.clone(), plan.op.clone());
        let (begin, dropped) = (plan.begin, plan.dropped);
        tasks.push(Box::pin(async move {
            world.sleep_until(begin).await;
            let call = pin!(client.send(op));
            let answer = match dropped {
                Some(at) => match select(call, world.sleep_until(at)).await {
                    Either::Left((answer, _)) => answer,
                    Either::Right(_) => return,
                },
                None => call.await,
            };
            let error = answer.err();
            let said = error.as_ref().map(ToString::to_string).unwrap_or_default();
            ended.lock().unwrap()[number].push((world.now(), error.map(|error| error.kind()), said));
        }));
    }
    let closed: Arc<Mutex<Option<(Instant, Instant)>>> = Arc::default();
    if world.roll(4) == 0 {
        let (client, world, closed) = (client.clone(), world.clone(), closed.clone());
        let at = world.now() + world.span(Duration::from_secs(40));
        tasks.push(Box::pin(async move {
            world.sleep_until(at).await;
            let since = world.now();
            let _ = client.close().await;
            *closed.lock().unwrap() = Some((since, world.now()));
        }));
    }
    let mut broken = Vec::new();
    let hang = world::run(&world, tasks);
    if hang > 0 {
        broken.push(format!("{hang} tasks never ended"));
    }
    let (ended, closed) = (ended.lock().unwrap(), *closed.lock().unwrap());
    let tries = server.tries();
    for (number, plan) in plans.iter().enumerate() {
        let tries: Vec<Try> = tries.iter().filter(|one| one.call == number).copied().collect();
        judge(&mut broken, number, plan, &tries, &ended[number], attempts);
    }
    for to in [Target::Rpc("Search"), Target::Rest(Verb::Get, String::new())] {
        let way = client.0.end.way(&to);
        let here = |plan: &&Plan| {
            let target = &plan.op.call().target;
            std::mem::discriminant(target) == std::mem::discriminant(&to) && plan.op.name() != "health"
        };
        let calls = plans.iter().filter(here).count();
        let paid: usize = (0..plans.len()).filter(|n| here(&&plans[*n])).map(|n| paid(&tries, n)).sum();
        if paid > burst as usize + calls / 10 {
            broken.push(format!("{paid} retries of {calls} calls with a burst of {burst} to {to}"));
        }
        if way.breaker.is_probing() {
            broken.push(format!("the breaker of {to} waits for a probe that nobody makes"));
        }
        if !way.queue.is_idle() {
            broken.push(format!("the queue to {to} has lost a place"));
        }
    }
    // Two ways, and a probe of each that stands in no queue.
    let healths = plans.iter().filter(|plan| plan.op.name() == "health").count();
    if server.most() > 2 * (in_flight + 1) + healths {
        broken.push(format!("{} at once where {in_flight} may be", server.most()));
    }
    if let Some((since, closed)) = closed {
        if tries.iter().any(|one| one.at > closed) {
            broken.push(format!("something was sent after the close at {:?}", closed - begin));
        }
        // Who was inside when it began, until he ended or went away.
        let inside = plans.iter().zip(&*ended).filter(|(plan, _)| plan.begin <= since);
        let ends = inside.filter_map(|(plan, ended)| ended.first().map(|(at, ..)| *at).or(plan.dropped));
        let last = ends.max().unwrap_or(since).max(since).min(since + patience);
        if closed > last + TICK {
            broken.push(format!("the close took {:?} longer than the last call", closed - last));
        }
    }
    if (client.0.doors.inside(), world.sleepers()) != (0, 0) {
        broken.push(format!("{} calls and {} timers are left", client.0.doors.inside(), world.sleepers()));
    }
    broken
}

/// Retries of this call behind a try that may have arrived: those that the budget pays.
fn paid(tries: &[Try], number: usize) -> usize {
    let tries: Vec<&Try> = tries.iter().filter(|one| one.call == number).collect();
    tries.windows(2).filter(|pair| pair[0].arrived).count()
}

fn judge(
    broken: &mut Vec<String>,
    number: usize,
    plan: &Plan,
    tries: &[Try],
    ended: &[Ended],
    attempts: u32,
) {
    let mut say = |what: String| broken.push(format!("call {number}: {what}"));
    let gone = |at: Instant| plan.dropped.is_some_and(|dropped| dropped + TICK < at);
    match ended {
        [] if plan.dropped.is_none() => say("never ended".into()),
        [] => {}
        [(at, error, said)] => {
            if *at > plan.deadline + TICK {
                say(format!("ended {:?} behind its deadline: {said}", *at - plan.deadline));
            }
            if error.is_none() && !tries.last().is_some_and(|last| last.arrived) {
                say("was answered by nobody".into());
            }
            let told = ["for the answer", "in the queue", "until the server", "between tries"];
            if *error == Some(ErrorKind::Timeout) && !told.iter().any(|phase| said.contains(phase)) {
                say(format!("does not say what its time went for: {said}"));
            }
        }
        _ => say(format!("ended {} times", ended.len())),
    }
    let most = if plan.op.name() == "health" { 1 } else { attempts };
    if tries.len() > most as usize {
        say(format!("{} tries of {most}", tries.len()));
    }
    for pair in tries.windows(2) {
        if pair[0].arrived && !plan.op.is_repeatable() {
            say("was sent again, where twice is not the same as once".into());
        }
        if pair[1].at < pair[0].not_before {
            say(format!("came {:?} before it was told to", pair[0].not_before - pair[1].at));
        }
    }
    if tries.iter().any(|one| one.at >= plan.deadline || gone(one.at)) {
        say("was sent when nobody waited for it any more".into());
    }
}

#[test]
fn what_is_promised_is_kept_in_ten_thousand_schedules() {
    each_seed(play);
}

/// Plays all schedules, or the one that is asked for.
fn each_seed(play: fn(u64, Instant) -> Vec<String>) {
    let one = std::env::var("WEAVIATE_SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let begin = Instant::now();
    if let Some(seed) = one {
        let broken = play(seed, begin);
        assert!(broken.is_empty(), "WEAVIATE_SEED={seed}\n{}", broken.join("\n"));
        return;
    }
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                for seed in (thread..SCHEDULES).step_by(threads as usize) {
                    let broken = play(seed, begin);
                    assert!(broken.is_empty(), "WEAVIATE_SEED={seed}\n{}", broken.join("\n"));
                }
            });
        }
    });
    println!("{SCHEDULES} schedules in {:?}", begin.elapsed());
}
