//! How many objects a second may go out.

use std::time::{Duration, Instant};

use crate::env::Env;

/// Spaces objects evenly, with up to a tenth of a second's worth at once: a timer counts in milliseconds.
#[derive(Debug)]
pub(super) struct Pace {
    /// The time that one object takes.
    each: Duration,
    /// When the next one may go.
    next: Instant,
}

/// So far behind its own time a pace may be: what was not sent earlier may be sent at once.
const BURST: Duration = Duration::from_millis(100);

impl Pace {
    pub(super) fn new(objects_per_second: u32, env: &dyn Env) -> Self {
        Self { each: Duration::from_secs(1) / objects_per_second.max(1), next: env.now() }
    }

    /// When the next object may go, if that is not now.
    pub(super) fn wait(&self, env: &dyn Env) -> Option<Instant> {
        (self.next > env.now()).then_some(self.next)
    }

    /// Notes that one goes.
    pub(super) fn went(&mut self, env: &dyn Env) {
        let now = env.now();
        let earliest = now.checked_sub(BURST).unwrap_or(now);
        self.next = self.next.max(earliest) + self.each;
    }
}
