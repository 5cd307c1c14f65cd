//! Which fault a call meets: counted for all calls of one handle.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use super::fault::{Calls, Fault, Kind};

/// The faults of one handle's settings, with how many calls each has seen.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Counted>);

#[derive(Debug)]
struct Counted {
    fault: Fault,
    seen: AtomicUsize,
    since: OnceLock<Instant>,
}

/// A call, as faults tell calls apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) of: Calls,
    pub(crate) writes: bool,
}

/// What happens to one call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Effect {
    pub(crate) delay: Duration,
    pub(crate) refused: Option<Refused>,
    pub(crate) hang_up: bool,
    pub(crate) disk_full: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    Unavailable,
    Exhausted,
}

impl Refused {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Unavailable => "the embedded engine was told to be unavailable",
            Self::Exhausted => "the embedded engine was told to have too much to do",
        }
    }
}

impl Faults {
    pub(crate) fn new(faults: &[Fault]) -> Self {
        let counted = |fault: &Fault| Counted {
            fault: fault.clone(),
            seen: AtomicUsize::new(0),
            since: OnceLock::new(),
        };
        Self(faults.iter().map(counted).collect())
    }

    /// What the next call meets.
    pub(crate) fn next(&self, call: Call) -> Effect {
        let mut effect = Effect::default();
        for counted in self.0.iter().filter(|counted| counted.is_about(call)) {
            if !counted.is_now() {
                continue;
            }
            match counted.fault.kind {
                Kind::Unavailable => effect.refused = Some(Refused::Unavailable),
                Kind::Exhausted => effect.refused = Some(Refused::Exhausted),
                Kind::Delay(time) => effect.delay += time,
                Kind::HangUp => effect.hang_up = true,
                Kind::DiskFull => effect.disk_full = true,
            }
        }
        effect
    }
}

impl Counted {
    fn is_about(&self, call: Call) -> bool {
        match self.fault.calls {
            Calls::Any => true,
            Calls::Reads => !call.writes,
            Calls::Writes => call.writes,
            calls => calls == call.of,
        }
    }

    /// Counts a call.
    fn is_now(&self) -> bool {
        let Fault { after, times, lasting, .. } = self.fault;
        let seen = self.seen.fetch_add(1, Ordering::Relaxed);
        let behind = seen.checked_sub(after).is_some_and(|at| times.is_none_or(|times| at < times));
        let since = self.since.get_or_init(Instant::now);
        behind && lasting.is_none_or(|time| since.elapsed() < time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_counted_by_what_the_fault_is_about() {
        let faults = Faults::new(&[
            Fault::unavailable().on(Calls::Batches).nth(2),
            Fault::exhausted().on(Calls::Reads).after(1).first(1),
            Fault::delay(Duration::from_millis(5)).on(Calls::Writes),
            Fault::hang_up().lasting(Duration::ZERO),
        ]);
        let batch = Call { of: Calls::Batches, writes: true };
        let query = Call { of: Calls::Queries, writes: false };
        let met = |call| {
            let effect = faults.next(call);
            (effect.refused, effect.delay.as_millis(), effect.hang_up)
        };
        assert_eq!(met(batch), (None, 5, false));
        assert_eq!(met(query), (None, 0, false));
        assert_eq!(met(batch), (Some(Refused::Unavailable), 5, false));
        assert_eq!(met(query), (Some(Refused::Exhausted), 0, false));
        assert_eq!(met(batch), (None, 5, false));
        assert_eq!(met(query), (None, 0, false));
    }
}
