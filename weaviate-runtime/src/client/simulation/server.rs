//! A server with moods, that writes down what came to it.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use weaviate_query::{Error, ErrorKind};

use super::world::World;
use crate::{
    env::Env as _,
    op::Call,
    transport::{Again, Failure, Transport},
};

/// What becomes of what comes to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    Well,
    Slow,
    /// No connection is made.
    Away,
    /// The connection is not refused either.
    Dropping,
    /// 503.
    Busy,
    /// 429, with a time to wait.
    Throttling,
    /// Takes it, and does not answer.
    Silent,
    /// Takes it, and the connection breaks.
    Cutting,
    /// An answer that would be the same again.
    Refusing,
}

const MOODS: [Mood; 9] = [
    Mood::Well,
    Mood::Slow,
    Mood::Away,
    Mood::Dropping,
    Mood::Busy,
    Mood::Throttling,
    Mood::Silent,
    Mood::Cutting,
    Mood::Refusing,
];

/// One try of the call with this number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Try {
    pub(super) call: usize,
    pub(super) at: Instant,
    /// Whether it may have been carried out.
    pub(super) arrived: bool,
    /// No try of the same call may come before this.
    pub(super) not_before: Instant,
}

#[derive(Clone)]
pub(super) struct Server(Arc<Inner>);

struct Inner {
    world: World,
    moods: Vec<(Instant, Mood)>,
    tries: Mutex<Vec<Try>>,
    inside: AtomicUsize,
    most: AtomicUsize,
}

impl Server {
    /// Moods by chance, until it is well at last.
    pub(super) fn new(world: &World) -> Self {
        let mut until = world.now();
        let moods = (0..world.roll(6))
            .map(|_| {
                until += world.span(Duration::from_secs(20));
                (until, MOODS[world.roll(MOODS.len() as u64) as usize])
            })
            .collect();
        let none = || AtomicUsize::new(0);
        Self(Arc::new(Inner {
            world: world.clone(),
            moods,
            tries: Mutex::default(),
            inside: none(),
            most: none(),
        }))
    }

    pub(super) fn tries(&self) -> Vec<Try> {
        self.0.tries.lock().unwrap().clone()
    }

    /// How many were inside at once.
    pub(super) fn most(&self) -> usize {
        self.0.most.load(Ordering::Relaxed)
    }

    fn mood(&self) -> Mood {
        let now = self.0.world.now();
        self.0.moods.iter().find(|(until, _)| now < *until).map_or(Mood::Well, |(_, mood)| *mood)
    }

    async fn answer(&self, call: Call) -> Result<Bytes, Failure> {
        let world = &self.0.world;
        let mood = self.mood();
        let promised =
            if mood == Mood::Throttling { world.span(Duration::from_secs(4)) } else { Duration::ZERO };
        let takes = match mood {
            Mood::Slow => world.span(Duration::from_secs(8)),
            Mood::Dropping => Duration::from_secs(10),
            _ => world.span(Duration::from_millis(150)),
        };
        let number = std::str::from_utf8(&call.body).ok().and_then(|text| text.parse().ok());
        // What asks for the health has no number.
        let _inside = number.map(|call| {
            let (now, arrived) = (world.now(), !matches!(mood, Mood::Away | Mood::Dropping));
            let done = Try { call, at: now, arrived, not_before: now + promised };
            self.0.tries.lock().unwrap().push(done);
            Guest::new(&self.0)
        });
        if mood == Mood::Silent {
            std::future::pending::<()>().await;
        }
        world.sleep_until(world.now() + takes).await;
        let failed = |kind, again| Err(Failure { error: Error::new(kind, "by chance"), again });
        match mood {
            Mood::Well | Mood::Slow | Mood::Silent => Ok(Bytes::from_static(b"done")),
            Mood::Away | Mood::Dropping => failed(ErrorKind::Unavailable, Again::Always),
            Mood::Busy | Mood::Cutting => failed(ErrorKind::Unavailable, Again::IfRepeatable),
            Mood::Throttling => {
                let error = Error::server(ErrorKind::RateLimited, "slow down").with_retry_after(promised);
                Err(Failure { error, again: Again::IfRepeatable })
            }
            Mood::Refusing => failed(ErrorKind::Rejected, Again::Never),
        }
    }
}

impl Transport for Server {
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

/// A request that the server works on.
struct Guest<'s>(&'s Inner);

impl<'s> Guest<'s> {
    fn new(server: &'s Inner) -> Self {
        let inside = server.inside.fetch_add(1, Ordering::Relaxed) + 1;
        server.most.fetch_max(inside, Ordering::Relaxed);
        Self(server)
    }
}

impl Drop for Guest<'_> {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, Ordering::Relaxed);
    }
}
