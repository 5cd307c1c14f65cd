//! How the engine is told to misbehave, so that a program can be tested against a server that does.

use std::time::Duration;

/// One way in which the engine misbehaves, on which calls, and when; [`Settings::fault`](crate::Settings::fault) takes it.
/// Said no more, it is for every call.
///
/// What a server is asked about itself (`/v1/meta`, `/v1/.well-known/…`, the health service) is always answered as it
/// should be, so that clients come up.
///
/// ```
/// use std::time::Duration;
/// use weaviate_local::{Calls, Fault, Settings};
///
/// let settings = Settings::default()
///     // The second batch is refused once; a client that tries again stores it.
///     .fault(Fault::unavailable().on(Calls::Batches).nth(2))
///     // Every question takes its time.
///     .fault(Fault::delay(Duration::from_millis(200)).on(Calls::Queries));
/// assert_eq!(settings.faults.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub(crate) kind: Kind,
    pub(crate) calls: Calls,
    pub(crate) after: usize,
    pub(crate) times: Option<usize>,
    pub(crate) lasting: Option<Duration>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Unavailable,
    Exhausted,
    Delay(Duration),
    HangUp,
    DiskFull,
}

/// Which calls a [`Fault`] is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Calls {
    /// Every call.
    #[default]
    Any,
    /// Those that change nothing: searches, aggregations, GraphQL, and whatever is read of objects, tenants and the schema.
    Reads,
    /// Those that change something.
    Writes,
    /// Searches, aggregations and GraphQL.
    Queries,
    /// Objects and their references, one by one.
    Objects,
    /// Many objects or references at once: inserted, streamed, or deleted by a filter.
    Batches,
    /// Collections, their properties, shards and tenants, and aliases.
    Schema,
}

impl Fault {
    fn of(kind: Kind) -> Self {
        Self { kind, calls: Calls::Any, after: 0, times: None, lasting: None }
    }

    /// The call is answered 503, or `UNAVAILABLE`, and does nothing.
    pub fn unavailable() -> Self {
        Self::of(Kind::Unavailable)
    }

    /// The call is answered 429, or `RESOURCE_EXHAUSTED`, and does nothing: a server that has too much to do.
    pub fn exhausted() -> Self {
        Self::of(Kind::Exhausted)
    }

    /// The call is answered so much later.
    pub fn delay(time: Duration) -> Self {
        Self::of(Kind::Delay(time))
    }

    /// The call does what it should, and its answer breaks off in the middle: who asked cannot know whether it was done. A
    /// stream of batches breaks off after its first acknowledgement.
    pub fn hang_up() -> Self {
        Self::of(Kind::HangUp)
    }

    /// Shards take no writes, as on a server whose disk is full: reads go on, and the objects of a batch are refused in an
    /// answer that is none of an error.
    pub fn disk_full() -> Self {
        Self::of(Kind::DiskFull)
    }

    /// Only on these calls.
    pub fn on(self, calls: Calls) -> Self {
        Self { calls, ..self }
    }

    /// Only on the n-th of those calls; 1 is the first one.
    pub fn nth(self, n: usize) -> Self {
        Self { after: n.saturating_sub(1), times: Some(1), ..self }
    }

    /// Only on the first `n` of those calls, or on the `n` behind those that [`Fault::after`] leaves out.
    pub fn first(self, n: usize) -> Self {
        Self { times: Some(n), ..self }
    }

    /// Not on the first `n` of those calls.
    pub fn after(self, n: usize) -> Self {
        Self { after: n, ..self }
    }

    /// Only so long, from the first call that it is about.
    pub fn lasting(self, time: Duration) -> Self {
        Self { lasting: Some(time), ..self }
    }
}
