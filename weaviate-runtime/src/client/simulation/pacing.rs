//! Objects that go out at a rate, in a world made of a seed: never faster than it says, and no later than they must.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use weaviate::Collection;
use weaviate_query::{Error, ErrorKind};

use super::{TICK, each_seed, world, world::World};
use crate::{
    client::Client,
    env::Env as _,
    op::{Call, Target},
    transport::{Failure, Transport},
};

#[derive(Debug, Collection)]
struct Line {
    n: i64,
}

/// What was not sent earlier may be sent at once, as far as it is worth so long.
const BURST: Duration = Duration::from_millis(100);

/// Takes everything, at once; too old for streams.
struct Swift;

impl Transport for Swift {
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        Box::pin(async move {
            Ok(Bytes::from_static(match &call.target {
                Target::Rpc(_) => b"",
                Target::Rest(_, path) if path.starts_with("schema") => {
                    br#"{"class":"Line","vectorizer":"none"}"#
                }
                Target::Rest(..) => br#"{"version":"1.30.0","aliases":[]}"#,
            }))
        })
    }

    fn stream(
        &self,
        _: Call,
        _: BoxStream<'static, Bytes>,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
        Box::pin(async { Err(Error::new(ErrorKind::Unsupported, "there are no streams").into()) })
    }
}

/// When an object was wanted to go, and when it went.
type Went = (Instant, Instant);

fn play(seed: u64, begin: Instant) -> Vec<String> {
    let world = World::new(begin, seed);
    // Slow ones and fast ones alike.
    let rate = 1 + world.roll(10_u64.pow(1 + world.roll(4) as u32)) as u32;
    let objects = 1 + world.roll(40) as i64;
    let client = Client::builder("http://h").transport(Swift).env(world.clone()).build().unwrap();
    let went: Arc<Mutex<Vec<Went>>> = Arc::default();
    let stored = Arc::new(Mutex::new(None));
    let (log, done, clock, own) = (went.clone(), stored.clone(), world.clone(), client.clone());
    let task = async move {
        let mut ingest = own.collection::<Line>().ingest().rate(rate);
        for n in 0..objects {
            if clock.roll(8) == 0 {
                clock.sleep_until(clock.now() + clock.span(Duration::from_millis(500))).await;
            }
            let wanted = clock.now();
            ingest.push(Line { n }).await.unwrap();
            log.lock().unwrap().push((wanted, clock.now()));
        }
        *done.lock().unwrap() = Some(ingest.finish().await.into_result().unwrap());
    };
    let mut broken = Vec::new();
    if world::run(&world, vec![Box::pin(task)]) > 0 {
        broken.push("it never ended".to_owned());
    }
    if *stored.lock().unwrap() != Some(objects as u64) {
        broken.push(format!("{:?} of {objects} are stored", stored.lock().unwrap()));
    }
    let (went, each) = (went.lock().unwrap(), Duration::from_secs(1) / rate);
    for (number, (wanted, at)) in went.iter().enumerate() {
        // Who pushes waits for one object's time at most.
        if *at - *wanted > each + TICK {
            broken.push(format!("object {number} went {:?} late at {rate} a second", *at - *wanted));
        }
        for (earlier, (_, before)) in went[..number].iter().enumerate() {
            let (count, time) = ((number - earlier) as u32, *at - *before);
            if each * (count - 1) > time + BURST {
                broken.push(format!("{} objects in {time:?} at {rate} a second", count + 1));
            }
        }
    }
    if (client.0.doors.inside(), world.sleepers()) != (0, 0) {
        broken.push(format!("{} calls and {} timers are left", client.0.doors.inside(), world.sleepers()));
    }
    broken
}

#[test]
fn a_rate_is_kept_in_ten_thousand_schedules() {
    each_seed(play);
}
