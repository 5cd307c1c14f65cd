//! What an ingest is, and how objects come into it.

use std::{
    collections::{HashMap, VecDeque},
    future::poll_fn,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    render::Consistency,
    wire::{Encode, LaterLink},
};

use super::{
    lane::{Lane, Route},
    message::{Entry, Message, weight},
    pace::Pace,
    report::Progress,
    tally::Tally,
    ways::{Requests, Streaming},
};
use crate::{client::Client, env::after, report::Outcome};

/// Objects on their way take so many bytes at most, unless it is set otherwise.
const WINDOW: usize = 16 << 20;

/// A stream is taken for broken when it is silent for so long, or for a third of the patience if that is less: a server
/// says something every five seconds (1.39.0).
const SILENCE: Duration = Duration::from_secs(30);

/// So many objects may wait to be looked at; then nothing more is pushed.
const MOST_DOUBTED: usize = 10_000;

/// What is pushed.
pub(crate) trait Payload: Send {
    /// What is written of it.
    fn encode(&self) -> &dyn Encode;
}

/// Objects on their way to one server.
pub(crate) struct Flow<O> {
    pub(super) client: Client,
    pub(super) consistency: Option<Consistency>,
    pub(super) window: usize,
    pub(super) pace: Option<Pace>,
    /// How long it goes on without a word about an object.
    pub(super) patience: Duration,
    /// How long a stream may be silent while objects wait for a word.
    pub(super) silence: Duration,
    pub(super) lanes: Vec<Lane<O>>,
    /// The number of the next message.
    pub(super) next: u64,
    pub(super) messages: HashMap<u64, Message<O>>,
    /// Where an object on its way is: in which message, and which one of it.
    pub(super) on_way: HashMap<Uuid, (u64, usize)>,
    /// What all objects on their way take.
    pub(super) weight: usize,
    pub(super) streaming: Streaming,
    /// The messages that wait for the stream.
    pub(super) for_stream: VecDeque<u64>,
    pub(super) requests: Requests,
    /// Failures in a row, without a word about an object between them.
    pub(super) failures: u32,
    /// When patience ends.
    pub(super) until: Instant,
    /// Why it does not go on.
    pub(super) broken: Option<Error>,
    /// The links that are written when all objects are, each with its lane.
    pub(super) links: Vec<(usize, LaterLink)>,
    /// The stored objects that are looked at at the end, each with its lane, because a write of them broke off before.
    pub(super) doubted: Vec<(usize, Uuid)>,
    /// They are being looked at.
    pub(super) mending: Option<BoxFuture<'static, ()>>,
    /// Whether an earlier process may have ended in the middle of what is pushed.
    resumed: bool,
    pub(super) tally: Tally<O>,
}

impl<O: Payload> Flow<O> {
    pub(crate) fn new(client: Client, consistency: Option<Consistency>, patience: Duration) -> Self {
        let now = client.env().now();
        Self {
            tally: Tally::new(now),
            client,
            consistency,
            window: WINDOW,
            pace: None,
            patience,
            silence: SILENCE.min(patience / 3),
            lanes: Vec::new(),
            next: 0,
            messages: HashMap::new(),
            on_way: HashMap::new(),
            weight: 0,
            streaming: Streaming::Idle,
            for_stream: VecDeque::new(),
            requests: Requests::default(),
            failures: 0,
            until: now,
            broken: None,
            links: Vec::new(),
            doubted: Vec::new(),
            mending: None,
            resumed: false,
        }
    }

    pub(crate) fn set_window(&mut self, bytes: usize) {
        self.window = bytes.max(1);
    }

    pub(crate) fn set_rate(&mut self, objects_per_second: u32) {
        self.pace = Some(Pace::new(objects_per_second, self.client.env()));
    }

    pub(crate) fn set_resumed(&mut self) {
        self.resumed = true;
    }

    pub(crate) fn on_progress(&mut self, listener: impl FnMut(Progress) + Send + 'static) {
        self.tally.listener = Some(Box::new(listener));
    }

    pub(crate) fn progress(&self) -> Progress {
        self.tally.progress(self.client.env().now())
    }

    /// Learns what must be known of a collection to write to it, and gives the lane's place.
    pub(crate) async fn open(&mut self, route: Route) -> Result<usize> {
        let lane = Lane::open(route, self.consistency, self.window).await?;
        self.lanes.push(lane);
        Ok(self.lanes.len() - 1)
    }

    /// Takes an object when there is room for it.
    pub(crate) async fn push(&mut self, lane: usize, id: Uuid, object: O) -> Result<()> {
        if let Err(error) = self.room(id).await {
            self.refuse(id, object, &error);
            return Err(error);
        }
        self.add(lane, id, object);
        // What can go, goes at once.
        poll_fn(|cx| {
            self.poll_drive(cx);
            Poll::Ready(())
        })
        .await;
        Ok(())
    }

    /// Counts an object that cannot be sent.
    pub(crate) fn refuse(&mut self, id: Uuid, object: O, why: &Error) {
        let position = self.tally.push();
        self.tally.end(0, Entry::new(id, position, object, 0..0, Vec::new()), Outcome::Rejected(why.clone()));
    }

    async fn room(&mut self, id: Uuid) -> Result<()> {
        let mut sleep: Option<BoxFuture<'static, ()>> = None;
        poll_fn(|cx| self.poll_room(cx, id, &mut sleep)).await
    }

    fn poll_room(
        &mut self,
        cx: &mut Context<'_>,
        id: Uuid,
        sleep: &mut Option<BoxFuture<'static, ()>>,
    ) -> Poll<Result<()>> {
        loop {
            self.poll_drive(cx);
            if let Some(error) = &self.broken {
                return Poll::Ready(Err(error.clone()));
            }
            let earlier = self.on_way.contains_key(&id);
            if self.mending.is_some() && self.doubted.len() >= MOST_DOUBTED {
                return Poll::Pending;
            }
            if earlier || self.weight >= self.window {
                if (earlier || self.messages.is_empty()) && self.dispatch_all() {
                    continue;
                }
                return Poll::Pending;
            }
            let Some(until) = self.pace.as_ref().and_then(|pace| pace.wait(self.client.env())) else {
                return Poll::Ready(Ok(()));
            };
            let env = self.client.env();
            if sleep.get_or_insert_with(|| env.sleep_until(until)).poll_unpin(cx).is_pending() {
                return Poll::Pending;
            }
            *sleep = None;
        }
    }

    /// Writes an object into the message of its lane.
    fn add(&mut self, at: usize, id: Uuid, object: O) {
        if let Some(pace) = &mut self.pace {
            pace.went(self.client.env());
        }
        let position = self.tally.push();
        let Some(lane) = self.lanes.get_mut(at) else { return };
        let before = lane.batch.bytes();
        let links = match lane.batch.push_with(object.encode(), id) {
            Ok(links) => links,
            Err(error) => {
                let entry = Entry::new(id, position, object, 0..0, Vec::new());
                return self.tally.end(at, entry, Outcome::Rejected(error));
            }
        };
        let size = lane.batch.bytes() - before;
        if size > lane.most() {
            let message = format!("the object has {size} bytes and the server takes {} at most", lane.most());
            let entry = Entry::new(id, position, object, 0..0, Vec::new());
            self.tally.end(at, entry, Outcome::Rejected(Error::invalid(message)));
            let (others, _) = lane.batch.finish_apart(None);
            return self.send(at, others, None);
        }
        self.weight += weight::<O>(1, size);
        if lane.batch.bytes() > lane.most() {
            // With this one it is too large: it goes alone.
            let (others, alone) = lane.batch.finish_apart(None);
            self.send(at, others, None);
            self.enter(at, Entry::new(id, position, object, 0..size, links));
            return self.send(at, alone, None);
        }
        let end = lane.batch.bytes();
        let full = lane.is_full(self.requests.size());
        self.enter(at, Entry::new(id, position, object, before..end, links));
        if full {
            self.dispatch(at);
        }
    }

    fn enter(&mut self, at: usize, entry: Entry<O>) {
        let now = self.client.env().now();
        let Some(lane) = self.lanes.get_mut(at) else { return };
        if lane.entries.is_empty() {
            (lane.number, lane.since) = (self.next, now);
            self.next += 1;
        }
        if self.resumed {
            lane.place.scope.doubt(&lane.place.class, &[entry.id]);
        }
        self.on_way.insert(entry.id, (lane.number, lane.entries.len()));
        lane.entries.push(entry);
    }

    /// Lets the message of a lane go, and says whether there was one.
    pub(super) fn dispatch(&mut self, at: usize) -> bool {
        let Some(lane) = self.lanes.get_mut(at).filter(|lane| !lane.entries.is_empty()) else { return false };
        let (data, body) = if lane.by_stream {
            let (data, body) = lane.batch.finish_streamed();
            (Some(data), body)
        } else {
            (None, lane.batch.finish(None))
        };
        self.send(at, body, data);
        true
    }

    pub(super) fn dispatch_all(&mut self) -> bool {
        let mut any = false;
        for at in 0..self.lanes.len() {
            any |= self.dispatch(at);
        }
        any
    }

    fn send(&mut self, at: usize, body: Bytes, data: Option<Bytes>) {
        let Some(lane) = self.lanes.get_mut(at).filter(|lane| !lane.entries.is_empty()) else { return };
        let number = lane.number;
        let message = Message::new(at, body, data, std::mem::take(&mut lane.entries));
        if lane.by_stream && !matches!(self.streaming, Streaming::Off) {
            self.for_stream.push_back(number);
        } else {
            self.requests.waiting.push_back(number);
        }
        if self.messages.is_empty() {
            self.until = after(self.client.env(), self.patience);
        }
        self.messages.insert(number, message);
    }

    /// Sends what is there and waits for its outcomes.
    pub(crate) async fn flush(&mut self) -> Result<()> {
        self.dispatch_all();
        poll_fn(|cx| {
            self.poll_drive(cx);
            if self.messages.is_empty() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        self.broken.clone().map_or(Ok(()), Err)
    }

    /// Goes on with what is on its way while `source` has nothing to push. With nothing on its way there is nothing
    /// to wait for, so what is there goes.
    pub(crate) async fn beside<T>(&mut self, source: &mut (impl Future<Output = T> + Unpin)) -> T {
        poll_fn(|cx| {
            if let Poll::Ready(next) = source.poll_unpin(cx) {
                return Poll::Ready(next);
            }
            self.poll_drive(cx);
            if self.messages.is_empty() && self.dispatch_all() {
                self.poll_drive(cx);
            }
            Poll::Pending
        })
        .await
    }
}

/// Objects that nobody will hear of are worth a line.
impl<O> Drop for Flow<O> {
    fn drop(&mut self) {
        if self.tally.is_told() {
            return;
        }
        let progress = self.tally.progress(self.client.env().now());
        let open = progress.pushed - progress.stored - progress.rejected - progress.unknown;
        tracing::error!(
            pushed = progress.pushed,
            stored = progress.stored,
            rejected = progress.rejected,
            unknown = progress.unknown + open,
            "an ingest was dropped before `finish`: what became of its objects is lost"
        );
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use weaviate_query::wire::Sink;

    use super::{Client, Encode, Flow, Payload, Result, Uuid};

    /// Not `Sync`.
    struct Counted(Cell<u32>);

    impl Encode for Counted {
        fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
            self.0.set(self.0.get() + 1);
            sink.text("text", "counted")
        }
    }

    impl Payload for Counted {
        fn encode(&self) -> &dyn Encode {
            self
        }
    }

    /// Compiles: an ingest may be moved from thread to thread while it waits, whether or not its objects may be shared.
    #[test]
    fn objects_need_not_be_sync() {
        fn is_send(_: impl Send) {}
        let client = Client::new("http://localhost:8080").unwrap();
        let mut flow = Flow::new(client, None, std::time::Duration::from_secs(1));
        is_send(flow.push(0, Uuid::nil(), Counted(Cell::default())));
        is_send(flow.flush());
        is_send(flow.finish());
    }
}
