//! Signing in, in a world made of a seed: an issuer with moods, tokens that end, a server that refuses some, callers
//! that go away.

use std::{
    pin::pin,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use futures_util::future::{Either, select};
use weaviate_query::{Error, ErrorKind};

use super::{TICK, each_seed, world, world::World};
use crate::{
    client::{CallOptions, Client},
    env::Env as _,
    op::{Call, Headers, Op, ReadKind, ReadOp, Target},
    signing::{Given, Token},
    transport::{Again, Failure, Transport},
};

const SECONDS: fn(u64) -> Duration = Duration::from_secs;

/// A request for a token.
#[derive(Debug, Clone, Copy)]
struct Asked {
    at: Instant,
    /// `None` while it is under way, and of one that all have left.
    answered: Option<Instant>,
    /// How long its token is good, if there is one.
    life: Option<Duration>,
}

/// What came to the server.
#[derive(Debug, Clone, Copy)]
struct Came {
    call: usize,
    at: Instant,
    /// The request for a token that it is signed with.
    token: Option<usize>,
    taken: bool,
}

#[derive(Clone)]
struct There {
    world: World,
    asked: Arc<Mutex<Vec<Asked>>>,
    came: Arc<Mutex<Vec<Came>>>,
    /// Since when which tokens are not taken any more.
    revoked: Arc<Mutex<Vec<(Instant, usize)>>>,
    /// What its clock is ahead of the issuer's.
    ahead: Duration,
    /// Until when the issuer has moods.
    until: Instant,
}

impl There {
    async fn token(self) -> Result<Token, Error> {
        let world = &self.world;
        let at = world.now();
        let number = {
            let mut asked = self.asked.lock().unwrap();
            asked.push(Asked { at, answered: None, life: None });
            asked.len() - 1
        };
        let mood = if at < self.until { world.roll(8) } else { 7 };
        let takes = match mood {
            0 => SECONDS(60),
            1 => world.span(SECONDS(9)),
            _ => world.span(Duration::from_millis(300)),
        };
        world.sleep_until(at + takes).await;
        let mut asked = self.asked.lock().unwrap();
        asked[number].answered = Some(world.now());
        match mood {
            2 => Err(Error::new(ErrorKind::Unavailable, "the issuer is away")),
            3 => Err(Error::new(ErrorKind::Unauthenticated, "the issuer refuses")),
            _ => {
                let life = SECONDS(1 + world.roll(if world.roll(2) == 0 { 10 } else { 120 }));
                asked[number].life = Some(life);
                Ok(Token::new(number.to_string()).expires_in(life))
            }
        }
    }

    async fn answer(&self, call: Call) -> Result<Bytes, Failure> {
        let now = self.world.now();
        let token: Option<usize> =
            call.headers.get("authorization").and_then(|value| value.strip_prefix("Bearer ")?.parse().ok());
        let is_good = token.is_some_and(|number| {
            let asked = self.asked.lock().unwrap()[number];
            let end = asked.answered.zip(asked.life).map(|(at, life)| at + life);
            let revoked =
                self.revoked.lock().unwrap().iter().any(|(at, which)| *which == number && *at <= now);
            !revoked && end.is_some_and(|end| now + self.ahead < end)
        });
        let number = std::str::from_utf8(&call.body).ok().and_then(|text| text.parse().ok()).unwrap();
        self.came.lock().unwrap().push(Came { call: number, at: now, token, taken: is_good });
        self.world.sleep_until(now + self.world.span(Duration::from_millis(100))).await;
        if is_good {
            return Ok(Bytes::from_static(b"done"));
        }
        let error = Error::server(ErrorKind::Unauthenticated, "unauthorized: oidc: token is expired");
        Err(Failure { error, again: Again::Never })
    }
}

impl Transport for There {
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        Box::pin(self.answer(call))
    }

    fn stream(
        &self,
        _: Call,
        _: BoxStream<'static, Bytes>,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
        Box::pin(async { Err(Error::new(ErrorKind::Unsupported, "no streams").into()) })
    }
}

struct Plan {
    begin: Instant,
    deadline: Instant,
    dropped: Option<Instant>,
}

type Ended = Option<(Instant, Result<Bytes, Error>)>;

/// One schedule; what was promised and not kept.
fn play(seed: u64, begin: Instant) -> Vec<String> {
    let world = World::new(begin, seed);
    let there = There {
        world: world.clone(),
        asked: Arc::default(),
        came: Arc::default(),
        revoked: Arc::default(),
        ahead: if world.roll(3) == 0 { world.span(SECONDS(5)) } else { Duration::ZERO },
        until: begin + world.span(SECONDS(60)),
    };
    for _ in 0..world.roll(3) {
        let at = begin + world.span(SECONDS(90));
        there.revoked.lock().unwrap().push((at, world.roll(4) as usize));
    }
    let issuer = there.clone();
    let client = Client::builder("http://h").transport(there.clone()).env(world.clone());
    let client = client.bearer_with(move || issuer.clone().token()).build().unwrap();
    let plans: Vec<Plan> = (0..2 + world.roll(40))
        .map(|_| {
            // Some come all at once.
            let begin = begin
                + if world.roll(2) == 0 { SECONDS(20 * world.roll(5)) } else { world.span(SECONDS(100)) };
            let deadline = begin + SECONDS(1) + world.span(SECONDS(29));
            let dropped = (world.roll(5) == 0).then(|| begin + world.span(SECONDS(3)));
            Plan { begin, deadline, dropped }
        })
        .collect();
    let ended: Arc<Mutex<Vec<Ended>>> = Arc::new(Mutex::new(vec![None; plans.len()]));
    let mut tasks: Vec<std::pin::Pin<Box<dyn Future<Output = ()>>>> = Vec::new();
    for (number, plan) in plans.iter().enumerate() {
        let options = CallOptions { headers: Headers::default(), deadline: plan.deadline };
        let call = client.call(Target::Rpc("Search"), number.to_string(), &options);
        let op = Op::Read(ReadOp { kind: ReadKind::Search, collection: "C".into(), tenant: None, call });
        let (client, world, ended) = (client.clone(), world.clone(), ended.clone());
        let (begin, dropped) = (plan.begin, plan.dropped);
        tasks.push(Box::pin(async move {
            world.sleep_until(begin).await;
            let call = pin!(client.send(op));
            let gone = dropped.unwrap_or(begin + SECONDS(1_000));
            if let Either::Left((answer, _)) = select(call, world.sleep_until(gone)).await {
                ended.lock().unwrap()[number] = Some((world.now(), answer.map(|reply| reply.body)));
            }
        }));
    }
    let hang = world::run(&world, tasks);
    let mut broken = Vec::new();
    if hang > 0 {
        broken.push(format!("{hang} tasks never ended"));
    }
    let (asked, came, ended) =
        (there.asked.lock().unwrap(), there.came.lock().unwrap(), ended.lock().unwrap());
    judge_requests(&mut broken, &asked, &came);
    for (number, plan) in plans.iter().enumerate() {
        let came: Vec<Came> = came.iter().filter(|one| one.call == number).copied().collect();
        judge_call(&mut broken, number, plan, &came, &asked, ended[number].as_ref(), &there);
    }
    drop(client);
    if world.sleepers() > 0 {
        broken.push(format!("{} timers are left", world.sleepers()));
    }
    broken
}

/// One request at a time, and none without a reason.
fn judge_requests(broken: &mut Vec<String>, asked: &[Asked], came: &[Came]) {
    let mut failures = 0;
    for pair in asked.windows(2) {
        let [before, next] = pair else { continue };
        let number = asked.iter().position(|one| one.at == before.at).unwrap_or_default();
        // The client waits ten seconds for an answer; one that all have left is taken up later, if it is there.
        let taken_up = came.iter().any(|one| one.token == Some(number));
        let over = before.answered.filter(|at| taken_up || *at <= before.at + SECONDS(10) + TICK);
        let end = over.unwrap_or(before.at + SECONDS(10));
        if next.at < end {
            broken.push(format!("two requests for a token at once: {before:?}, {next:?}"));
        }
        let good = over.and(before.life);
        failures = if good.is_some() { 0 } else { failures + 1 };
        if let Some(life) = good {
            let soon = before.at + life.saturating_sub((life / 5).min(SECONDS(30)));
            let refused = came.iter().any(|one| one.token == Some(number) && !one.taken && one.at <= next.at);
            if next.at < soon && !refused {
                broken.push(format!("a good token was renewed {:?} too early", soon - next.at));
            }
        } else {
            let pause = Duration::from_millis(100 << (failures - 1).min(10)).min(SECONDS(10));
            if next.at < end + pause {
                broken.push(format!("asked again {:?} after failure {failures}", next.at - end));
            }
        }
    }
}

fn judge_call(
    broken: &mut Vec<String>,
    number: usize,
    plan: &Plan,
    came: &[Came],
    asked: &[Asked],
    ended: Option<&(Instant, Result<Bytes, Error>)>,
    there: &There,
) {
    let mut say = |what: String| broken.push(format!("call {number}: {what}"));
    for one in came {
        let Some(token) = one.token else {
            say("came without a token".into());
            continue;
        };
        // By the client's clock, which counts from when it asked. Who waited for it may use what came.
        let end = asked[token].at + asked[token].life.unwrap_or_default();
        if one.at >= end && asked[token].answered.is_none_or(|at| at < plan.begin) {
            say(format!("came with a token that ended {:?} before", one.at - end));
        }
    }
    if came.len() > 2 || came.len() == 2 && (came[0].taken || came[0].token == came[1].token) {
        say(format!("came {came:?}"));
    }
    let Some((at, answer)) = ended else {
        if plan.dropped.is_none() {
            say("never ended".into());
        }
        return;
    };
    if *at > plan.deadline + TICK {
        say(format!("ended {:?} behind its deadline", *at - plan.deadline));
    }
    let taken = came.last().is_some_and(|one| one.taken);
    if answer.is_ok() != taken && *at < plan.deadline {
        say(format!("was told {answer:?} of {came:?}"));
    }
    // With an issuer that is well, a server whose clock agrees and all the time in the world nothing goes wrong.
    let well = plan.begin > there.until + SECONDS(30) && plan.deadline > plan.begin + SECONDS(15);
    if well
        && there.ahead == Duration::ZERO
        && there.revoked.lock().unwrap().is_empty()
        && let Err(error) = answer
    {
        say(format!("failed for no reason: {error}"));
    }
}

#[test]
fn what_is_promised_of_signing_in_is_kept_in_ten_thousand_schedules() {
    each_seed(play);
}

/// A hundred callers at once, for a first token and each time that it ends: one request each time.
#[test]
fn a_hundred_callers_wait_for_one_request() {
    let begin = Instant::now();
    let world = World::new(begin, 7);
    let asked = Arc::new(Mutex::new(0));
    let count = asked.clone();
    let there = There {
        world: world.clone(),
        asked: Arc::new(Mutex::new(vec![
            Asked {
                at: begin,
                answered: Some(begin),
                life: Some(SECONDS(10_000))
            };
            10
        ])),
        came: Arc::default(),
        revoked: Arc::default(),
        ahead: Duration::ZERO,
        until: begin,
    };
    let clock = world.clone();
    let get = move || {
        let (clock, count) = (clock.clone(), count.clone());
        async move {
            clock.sleep_until(clock.now() + SECONDS(1)).await;
            let mut count = count.lock().unwrap();
            *count += 1;
            Ok::<_, Error>(Token::new((*count - 1).to_string()).expires_in(SECONDS(100)))
        }
    };
    let client =
        Client::builder("http://h").transport(there).env(world.clone()).bearer_with(get).build().unwrap();
    let done = Arc::new(Mutex::new(0));
    let mut tasks: Vec<std::pin::Pin<Box<dyn Future<Output = ()>>>> = Vec::new();
    for number in 0..500_u32 {
        let (client, world, done) = (client.clone(), world.clone(), done.clone());
        tasks.push(Box::pin(async move {
            let at = begin + SECONDS(200) * (number / 100);
            world.sleep_until(at).await;
            let options = CallOptions { headers: Headers::default(), deadline: at + SECONDS(30) };
            let call = client.call(Target::Rpc("Search"), number.to_string(), &options);
            let op = Op::Read(ReadOp { kind: ReadKind::Search, collection: "C".into(), tenant: None, call });
            let call = pin!(client.send(op));
            // The first ones lead, and go away.
            let gone = if number % 100 < 10 { SECONDS(0) } else { SECONDS(60) };
            if let Either::Left((answer, _)) = select(call, world.sleep_until(at + gone)).await {
                answer.unwrap();
                *done.lock().unwrap() += 1;
            }
        }));
    }
    assert_eq!(world::run(&world, tasks), 0);
    assert_eq!((*asked.lock().unwrap(), *done.lock().unwrap()), (5, 450));
}

/// What a token is stays out of what is printed.
#[test]
fn nothing_prints_a_token() {
    let given = Given::new(|| async { Ok::<_, Error>(Token::new("hush")) });
    let signing = crate::signing::Signing::new(Arc::new(given), &crate::env::TokioEnv).unwrap();
    assert!(!format!("{signing:?} {:?}", Token::new("hush")).contains("hush"));
}
