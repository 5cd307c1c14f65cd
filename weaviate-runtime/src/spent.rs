//! Where the time of a call went, for the error that says that there is none left.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use crate::env::Env;

/// What a call may wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The breaker: the server was away, and another call looked whether it is back.
    Breaker,
    /// A token to sign the call with.
    Token,
    /// A place among the calls under way.
    Queue,
    /// A connection.
    Connection,
    /// An answer, of any of its tries.
    Answer,
    /// The next try.
    Between,
}

const PHASES: [(Phase, &str); 6] = [
    (Phase::Breaker, "until the server was tried again"),
    (Phase::Token, "for a token"),
    (Phase::Queue, "in the queue"),
    (Phase::Connection, "for a connection"),
    (Phase::Answer, "for the answer"),
    (Phase::Between, "between tries"),
];

/// The account of one call.
#[derive(Debug)]
pub(crate) struct Spent {
    begun: Instant,
    since: Instant,
    took: [Duration; PHASES.len()],
}

impl Spent {
    pub(crate) fn new(env: &dyn Env) -> Self {
        let now = env.now();
        Self { begun: now, since: now, took: [Duration::ZERO; PHASES.len()] }
    }

    /// What passed since the last phase was this one.
    pub(crate) fn on(&mut self, phase: Phase, env: &dyn Env) {
        let now = env.now();
        if let Some(took) = self.took.get_mut(phase as usize) {
            *took += now.saturating_duration_since(self.since);
        }
        self.since = now;
    }

    /// All of it, the longest part first, such as `30.0s: 20.0s in the queue, 10.0s for the answer`.
    pub(crate) fn tell(&self) -> String {
        let all = self.since.saturating_duration_since(self.begun);
        let mut parts: Vec<_> = self.took.into_iter().zip(PHASES).collect();
        parts.retain(|(took, _)| *took * 100 > all);
        parts.sort_by_key(|(took, _)| std::cmp::Reverse(*took));
        let mut text = format!("{all:.1?}");
        for (n, (took, (_, what))) in parts.iter().enumerate() {
            // Writing to a string does not fail.
            let _ = write!(text, "{} {took:.1?} {what}", if n == 0 { ":" } else { "," });
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phase_stands_at_its_number() {
        for (n, (phase, _)) in PHASES.into_iter().enumerate() {
            assert_eq!(phase as usize, n);
        }
    }

    #[test]
    fn the_longest_part_is_said_first_and_what_took_nothing_is_not_said() {
        let begun = Instant::now();
        let seconds = Duration::from_secs;
        let spent = Spent {
            begun,
            since: begun + seconds(30),
            took: [seconds(0), seconds(0), seconds(9), seconds(0), seconds(20), seconds(1)],
        };
        assert_eq!(spent.tell(), "30.0s: 20.0s for the answer, 9.0s in the queue, 1.0s between tries");
    }
}
