//! The machine of an ingest: what is sent, what is heard, and what follows from it.

use std::{
    task::{Context, Poll},
    time::Duration,
};

use futures_core::future::BoxFuture;
use futures_util::{
    FutureExt as _, StreamExt as _,
    future::{Either, select},
};
use uuid::Uuid;
use weaviate_query::{
    Error, ErrorKind, Result,
    render::Consistency,
    wire::stream::{Results, Said},
};

use super::{
    dialogue::Dialogue,
    flow::{Flow, Payload},
    lane::Place,
    message::Message,
    ways::{Answer, Requests, Streaming},
};
use crate::{
    client::Client,
    env::{after, jitter},
    graphql::Many,
    insert::{is_sure, verdict, verdicts},
    op::{Sent, WriteKind},
    report::Outcome,
};

/// A stream is ended and opened anew at this age: proxies of clouds cut them at 160 seconds.
const AGE: Duration = Duration::from_secs(150);
/// So often a message goes out by stream; then it goes as a request, which says what became of each object.
const TRIES: u32 = 3;
/// So many requests are under way at once.
const REQUESTS: usize = 2;

const FIRST_WAIT: Duration = Duration::from_millis(200);
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// How long whoever makes vectors is left in peace when it is too busy, at least and the first time; each time after
/// that twice as long, a minute in all: limits are often by minute.
const BUSY_WAIT: Duration = Duration::from_secs(2);

impl<O: Payload> Flow<O> {
    /// Goes on as far as it can without waiting.
    pub(super) fn poll_drive(&mut self, cx: &mut Context<'_>) {
        let now = self.client.env().now();
        for at in 0..self.lanes.len() {
            if self.lanes.get(at).is_some_and(|lane| lane.has_lingered(now)) {
                self.dispatch(at);
            }
        }
        while self.poll_stream(cx) || self.poll_requests(cx) {}
        self.poll_mending(cx);
    }

    /// One step of the stream; `false` if there is none without waiting.
    fn poll_stream(&mut self, cx: &mut Context<'_>) -> bool {
        match &mut self.streaming {
            Streaming::Off => {
                let any = !self.for_stream.is_empty();
                self.requests.waiting.append(&mut self.for_stream);
                any
            }
            Streaming::Idle if self.for_stream.is_empty() => false,
            Streaming::Idle => {
                self.streaming =
                    Streaming::Opening(open(self.client.clone(), self.consistency, self.silence).boxed());
                true
            }
            Streaming::Waiting(end) => {
                let over = end.poll_unpin(cx).is_ready();
                if over {
                    self.streaming = Streaming::Idle;
                }
                over
            }
            Streaming::Opening(opening) => match opening.poll_unpin(cx) {
                Poll::Pending => false,
                Poll::Ready(Ok(dialogue)) => {
                    let alarm = self.client.env().sleep_until(dialogue.heard + self.silence);
                    self.streaming = Streaming::Open(dialogue, alarm);
                    true
                }
                Poll::Ready(Err(error)) => {
                    self.hang_up(&[], &error);
                    true
                }
            },
            Streaming::Open(..) => self.poll_dialogue(cx),
        }
    }

    fn poll_dialogue(&mut self, cx: &mut Context<'_>) -> bool {
        let Streaming::Open(dialogue, alarm) = &mut self.streaming else { return false };
        let now = self.client.env().now();
        if dialogue.is_open() {
            while let Some(number) = self.for_stream.pop_front() {
                let Some(message) = self.messages.get_mut(&number) else { continue };
                if message.tries >= TRIES {
                    self.requests.waiting.push_back(number);
                    continue;
                }
                message.tries += 1;
                message.may_have_arrived = true;
                dialogue.say(number, message.as_data());
            }
            if now.saturating_duration_since(dialogue.opened) >= AGE {
                dialogue.stop();
            }
        }
        match dialogue.poll_next(cx) {
            Poll::Ready(Some(Ok(said))) => {
                dialogue.heard = now;
                self.hear(said);
                true
            }
            Poll::Ready(Some(Err(error))) => {
                let sent = std::mem::take(&mut dialogue.sent);
                self.hang_up(&sent, &error);
                true
            }
            Poll::Ready(None) => {
                let (sent, dismissed, ours) =
                    (std::mem::take(&mut dialogue.sent), dialogue.dismissed, !dialogue.is_open());
                if ours && !dismissed {
                    self.again(&sent);
                    self.streaming = Streaming::Idle;
                } else {
                    let why = if dismissed {
                        "the server is going or short of memory"
                    } else {
                        "the server ended the stream"
                    };
                    self.hang_up(&sent, &Error::new(ErrorKind::Unavailable, why));
                }
                true
            }
            Poll::Pending if alarm.poll_unpin(cx).is_ready() => {
                let waiting = dialogue.sent.iter().any(|number| self.messages.contains_key(number));
                if waiting && now.saturating_duration_since(dialogue.heard) >= self.silence {
                    let sent = std::mem::take(&mut dialogue.sent);
                    let message = format!("the server said nothing for {:?}", self.silence);
                    self.hang_up(&sent, &Error::new(ErrorKind::Timeout, message));
                } else {
                    let heard = if waiting { dialogue.heard } else { now };
                    *alarm = self.client.env().sleep_until(heard + self.silence);
                }
                true
            }
            Poll::Pending => false,
        }
    }

    fn hear(&mut self, said: Said) {
        let Streaming::Open(dialogue, _) = &mut self.streaming else { return };
        match said {
            Said::Started | Said::Acks(_) | Said::Other => {}
            Said::Backoff(objects) => self.requests.objects.0 = (objects as usize).clamp(1, 1_000),
            Said::ShuttingDown => {
                dialogue.dismissed = true;
                dialogue.stop();
            }
            // They have no outcome, so they go out again when the stream has ended.
            Said::OutOfMemory(_, wait) => {
                dialogue.dismissed = true;
                self.until = self.until.max(after(self.client.env(), wait + self.patience));
            }
            Said::Results(Results { stored, refused: errors }) => {
                for (id, text) in errors {
                    self.tell(id, verdict(&text));
                }
                for id in stored {
                    self.tell(id, Outcome::Stored);
                }
            }
        }
    }

    fn tell(&mut self, id: Uuid, outcome: Outcome) {
        let Some((number, index)) = self.on_way.get(&id).copied() else { return };
        let Some(message) = self.messages.get_mut(&number) else { return };
        message.tell(index, outcome);
        if message.is_settled() {
            self.settle(number);
        }
    }

    /// Puts the outcomes of a message into the tally.
    fn settle(&mut self, number: u64) {
        let Some(mut message) = self.messages.remove(&number) else { return };
        if let Streaming::Open(dialogue, _) = &mut self.streaming {
            dialogue.sent.retain(|sent| *sent != number);
        }
        self.weight -= message.weight();
        let lane = message.lane;
        self.look_at(&message);
        if let Some((refused, before)) = message.split_refused() {
            self.spare(refused, before);
        }
        for (mut entry, outcome) in message.into_outcomes() {
            self.on_way.remove(&entry.id);
            if matches!(outcome, Outcome::Stored) {
                self.links.extend(entry.links.drain(..).map(|link| (lane, link)));
            }
            self.tally.end(lane, entry, outcome);
        }
        self.failures = 0;
        self.until = after(self.client.env(), self.patience);
        self.tally.tell(self.client.env().now(), false);
    }

    /// Waits with what goes by request, because whoever makes the vectors is too busy, and then sends these once more.
    fn spare(&mut self, refused: Message<O>, before: u32) {
        let least = BUSY_WAIT.saturating_mul(1 << before);
        let wait = least + jitter(self.client.env(), BUSY_WAIT, before, least);
        tracing::warn!(
            objects = refused.open_count(),
            ?wait,
            "whoever makes the vectors is too busy: waiting"
        );
        let number = self.next;
        self.next += 1;
        self.on_way.extend(refused.ids().enumerate().map(|(index, id)| (id, (number, index))));
        self.weight += refused.weight();
        self.messages.insert(number, refused);
        self.requests.waiting.push_front(number);
        self.requests.pause = Some(self.client.env().sleep_until(after(self.client.env(), wait)));
    }

    /// The messages of a stream that has ended stand first in the next one.
    fn again(&mut self, sent: &[u64]) {
        for number in sent.iter().rev() {
            if self.messages.contains_key(number) {
                self.for_stream.push_front(*number);
            }
        }
    }

    /// The stream broke, or was not made.
    fn hang_up(&mut self, sent: &[u64], error: &Error) {
        self.doubt_open(sent);
        self.again(sent);
        if !is_passing(error) {
            tracing::debug!(%error, "no stream: objects go as requests");
            self.streaming = Streaming::Off;
            return;
        }
        if !self.may_go_on() {
            return self.give_up(error);
        }
        tracing::debug!(failures = self.failures, %error, "the stream broke: opening another one");
        self.streaming = Streaming::Waiting(self.wait(error));
    }

    fn may_go_on(&self) -> bool {
        self.client.env().now() < self.until
    }

    fn wait(&mut self, error: &Error) -> BoxFuture<'static, ()> {
        let env = self.client.env();
        let wait =
            jitter(env, FIRST_WAIT, self.failures, LONGEST_WAIT).max(error.retry_after().unwrap_or_default());
        self.failures = self.failures.saturating_add(1);
        env.sleep_until(after(env, wait))
    }

    /// One step of the requests; `false` if there is none without waiting.
    fn poll_requests(&mut self, cx: &mut Context<'_>) -> bool {
        if let Some(pause) = &mut self.requests.pause {
            if pause.poll_unpin(cx).is_pending() {
                return false;
            }
            self.requests.pause = None;
        }
        let mut any = false;
        while self.requests.running.len() < REQUESTS
            && let Some(number) = self.requests.waiting.pop_front()
        {
            any |= self.request(number);
        }
        match self.requests.running.poll_next_unpin(cx) {
            Poll::Ready(Some(answer)) => {
                self.answered(answer);
                true
            }
            _ => any,
        }
    }

    fn request(&mut self, number: u64) -> bool {
        let Some(message) = self.messages.get_mut(&number) else { return false };
        let Some(lane) = self.lanes.get(message.lane) else { return false };
        message.tries += 1;
        let Place { scope, class, known } = lane.place.clone();
        let (body, ids) = (message.as_request(scope.consistency), message.open_ids());
        self.requests.running.push(Box::pin(async move {
            let began = scope.client.env().now();
            let (reply, sent) = match scope.batch(Many::Objects, body, &known.names) {
                Ok(call) => {
                    let sent = call.sent.clone();
                    let reply = scope.write_objects(WriteKind::InsertMany, &class, &ids, true, call).await;
                    (reply.and_then(|reply| scope.refusals(Many::Objects, &reply.body)), sent)
                }
                Err(error) => (Err(error), Sent::default()),
            };
            let is_sure = reply.as_ref().err().is_none_or(|error| is_sure(error, &sent));
            let took = scope.client.env().now().saturating_duration_since(began);
            Answer { number, reply, is_sure, took }
        }));
        true
    }

    fn answered(&mut self, answer: Answer) {
        let Answer { number, reply, is_sure, took } = answer;
        let Some(message) = self.messages.get_mut(&number) else { return };
        match reply {
            Ok(reply) => {
                let count = message.open_count();
                message.tell_reply(verdicts(&reply, count));
                self.requests.adapt(took);
                self.settle(number);
            }
            Err(error) => {
                message.may_have_arrived |= !is_sure;
                if is_passing(&error) && self.may_go_on() {
                    self.requests.waiting.push_front(number);
                    self.requests.pause = Some(self.wait(&error));
                } else {
                    self.give_up(&error);
                }
            }
        }
    }

    /// Ends it: what may have arrived is unknown, all else is rejected.
    fn give_up(&mut self, error: &Error) {
        self.broken = Some(error.clone());
        self.dispatch_all();
        self.streaming = Streaming::Off;
        self.for_stream.clear();
        self.requests = Requests::default();
        let mut numbers: Vec<u64> = self.messages.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            let Some(message) = self.messages.get_mut(&number) else { continue };
            let outcome = if message.may_have_arrived {
                Outcome::Unknown(error.clone())
            } else {
                Outcome::Rejected(error.clone())
            };
            message.tell_rest(&outcome);
            self.settle(number);
        }
    }
}

/// Whether the same may succeed later.
fn is_passing(error: &Error) -> bool {
    error.is_retryable() || matches!(error.kind(), ErrorKind::Server | ErrorKind::Decode)
}

async fn open(client: Client, consistency: Option<Consistency>, within: Duration) -> Result<Dialogue> {
    let end = client.env().sleep_until(after(client.env(), within));
    match select(Box::pin(Dialogue::open(client, consistency)), end).await {
        Either::Left((opened, _)) => opened,
        Either::Right(_) => {
            Err(Error::new(ErrorKind::Timeout, format!("the server opened no stream within {within:?}")))
        }
    }
}
