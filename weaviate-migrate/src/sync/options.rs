//! How a sync goes about it.

use std::time::Duration;

/// How [`sync`](crate::sync) goes about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether properties and vectors may stay that the server has and no struct declares (the default: while a new
    /// version of a program is rolled out, the old one still starts). Else they are refused.
    pub keep_undeclared: bool,
    /// How long to wait at most for another sync that is at work.
    pub patience: Duration,
    /// After how long without a sign of life the lock is taken from its holder.
    pub takeover: Duration,
    /// How often the holder gives a sign of life.
    pub heartbeat: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keep_undeclared: true,
            patience: Duration::from_secs(600),
            takeover: Duration::from_secs(60),
            heartbeat: Duration::from_secs(10),
        }
    }
}
