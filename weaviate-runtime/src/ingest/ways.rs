//! The two ways in which messages go out, and where they stand.

use std::{collections::VecDeque, time::Duration};

use futures_core::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use weaviate_query::{Result, wire::Refusals};

use super::dialogue::Dialogue;

/// The stream, if there is one.
pub(super) enum Streaming {
    /// This server or this way has none.
    Off,
    Idle,
    Waiting(BoxFuture<'static, ()>),
    Opening(BoxFuture<'static, Result<Dialogue>>),
    Open(Dialogue, BoxFuture<'static, ()>),
}

/// The requests, for what does not go by stream.
#[derive(Default)]
pub(super) struct Requests {
    pub(super) waiting: VecDeque<u64>,
    pub(super) running: FuturesUnordered<BoxFuture<'static, Answer>>,
    pub(super) pause: Option<BoxFuture<'static, ()>>,
    pub(super) objects: Size,
}

/// How many objects a message has.
pub(super) struct Size(pub(super) usize);

impl Default for Size {
    /// What a server begins with in its stream (1.39.0).
    fn default() -> Self {
        Self(200)
    }
}

pub(super) struct Answer {
    pub(super) number: u64,
    pub(super) reply: Result<Refusals>,
    /// Whether surely nothing of it is stored, if there is no reply.
    pub(super) is_sure: bool,
    pub(super) took: Duration,
}

impl Requests {
    /// How many objects a message has.
    pub(super) fn size(&self) -> usize {
        self.objects.0
    }

    /// Requests are to be answered in good time, whatever a server does with an object: a vectorizer may take long.
    pub(super) fn adapt(&mut self, took: Duration) {
        if took < Duration::from_secs(1) {
            self.objects.0 = (self.objects.0 * 2).min(1_000);
        } else if took > Duration::from_secs(10) {
            self.objects.0 = (self.objects.0 / 2).max(10);
        }
    }
}
