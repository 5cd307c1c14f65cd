//! Spares a server that is away: after some failed connections in a row, one call at a time tries.
//!
//! Only connections that were not made count: a server that answers, even with an error, is there.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use futures_util::future::select;
use tokio::sync::Notify;

use crate::env::{Env, after};

/// So many failed connections in a row open it.
const FAILURES: u32 = 5;
/// So long it is open at first; doubled by each probe that fails.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// One for each address.
#[derive(Debug, Default)]
pub(crate) struct Breaker {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    open: Option<Open>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    until: Instant,
    wait: Duration,
    probing: bool,
}

/// Leave to send one request; what became of it is told by [`Pass::connected`] or [`Pass::failed`].
pub(crate) struct Pass<'b> {
    breaker: &'b Breaker,
    probe: bool,
}

impl Breaker {
    /// Waits until a request may be sent; gives how long that is if it is not before `deadline`.
    pub(crate) async fn enter(&self, env: &dyn Env, deadline: Instant) -> Result<Pass<'_>, Duration> {
        loop {
            let mut changed = std::pin::pin!(self.changed.notified());
            changed.as_mut().enable();
            let until = {
                let mut state = self.lock();
                let Some(open) = &mut state.open else { return Ok(Pass { breaker: self, probe: false }) };
                let now = env.now();
                match open {
                    Open { probing: true, .. } => deadline,
                    Open { until, .. } if *until > now && *until >= deadline => return Err(*until - now),
                    Open { until, .. } if *until > now => *until,
                    open => {
                        open.probing = true;
                        return Ok(Pass { breaker: self, probe: true });
                    }
                }
            };
            select(env.sleep_until(until), changed).await;
            if env.now() >= deadline {
                return Err(Duration::ZERO);
            }
        }
    }

    /// Leave, if nothing has to be waited for.
    pub(crate) fn try_enter(&self) -> Option<Pass<'_>> {
        self.lock().open.is_none().then(|| self.pass())
    }

    /// Whether it is open now: for who waited for something else after [`enter`](Self::enter).
    pub(crate) fn is_open(&self) -> bool {
        self.lock().open.is_some()
    }

    /// For a request that is sent whatever the state.
    pub(crate) fn pass(&self) -> Pass<'_> {
        Pass { breaker: self, probe: false }
    }

    #[cfg(test)]
    pub(crate) fn is_probing(&self) -> bool {
        self.lock().open.is_some_and(|open| open.probing)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pass<'_> {
    /// Whether others wait for what becomes of it.
    pub(crate) fn is_probe(&self) -> bool {
        self.probe
    }

    /// The server is there.
    pub(crate) fn connected(self) {
        let was_open = {
            let mut state = self.breaker.lock();
            state.failures = 0;
            state.open.take().is_some()
        };
        if was_open {
            self.breaker.changed.notify_waiters();
        }
    }

    /// No connection was made.
    pub(crate) fn failed(mut self, env: &dyn Env) {
        let mut state = self.breaker.lock();
        state.failures = state.failures.saturating_add(1);
        let failures = state.failures;
        match &mut state.open {
            Some(open) if self.probe => {
                open.wait = (open.wait * 2).min(LONGEST);
                open.until = after(env, open.wait);
                open.probing = false;
            }
            // Sent before it opened.
            Some(_) => {}
            open @ None if failures >= FAILURES => {
                *open = Some(Open { until: after(env, FIRST), wait: FIRST, probing: false });
            }
            None => {}
        }
        drop(state);
        self.probe = false;
        self.breaker.changed.notify_waiters();
    }
}

/// A probe whose call was dropped leaves the next one to another call.
impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if !self.probe {
            return;
        }
        if let Some(open) = &mut self.breaker.lock().open {
            open.probing = false;
        }
        self.breaker.changed.notify_waiters();
    }
}
