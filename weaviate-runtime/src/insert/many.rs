//! Many objects in messages of a limited size, each of them with an outcome.

use std::pin::pin;

use bytes::Bytes;
use futures_util::{FutureExt as _, future::BoxFuture};
use uuid::Uuid;
use weaviate_query::{
    Error, ErrorKind, Result,
    wire::{Batch, Later, LaterLink, Refusals},
};

use crate::{
    graphql::Many,
    op::{Call, Sent, WriteKind},
    refusal,
    report::{Outcome, Report},
    retry::is_refusal,
    scope::{Known, Scope},
};

/// A message is sent when it has so many bytes: larger ones do not go faster.
const BYTES: usize = 8 << 20;
/// And when it has so many objects, so that the server answers in time.
const OBJECTS: usize = 1_000;

/// Objects one after another: hands the next one to the batch, and says which id it has.
pub(crate) trait Source {
    /// The links to be written after the objects, if some may lead from one of them to another.
    fn later(&mut self) -> Option<Later> {
        None
    }

    /// The next object's id and whether the batch took it, with its links that were held back; `None` behind the last.
    fn next(&mut self, batch: &mut Batch) -> Option<(Uuid, Result<Vec<LaterLink>>)>;

    /// How many objects there will be at least.
    fn expected(&self) -> usize;

    /// Passes over the next object.
    fn skip(&mut self) -> Option<Uuid>;
}

/// One message and the positions of its objects in the report.
struct Part {
    body: Bytes,
    ids: Vec<Uuid>,
    positions: Vec<usize>,
}

impl Scope {
    /// Writes all objects of `source`, one message after another, the next being encoded while one is on its way.
    /// They stay in order, so that of two objects with one id the last stands. Links between them follow.
    ///
    /// It fails as a whole only if the first message did and surely nothing is stored.
    pub(crate) async fn insert_many(&self, mut source: impl Source) -> Result<Report> {
        let known = self.known(&self.writing()).await?;
        let class = known.names.class(&self.collection).into_owned();
        let mut report = Report::new();
        let later = source.later();
        let mut filler = Filler::new(self, &known, &class, later, source.expected());
        let mut part = filler.fill(&mut source, &mut report);
        let (mut first, mut lost) = (true, None);
        while let Some(sending) = part {
            let sent;
            let failed = {
                let call = self.batch(Many::Objects, sending.body.clone(), &known.names)?;
                sent = call.sent.clone();
                let mut answer = pin!(self.send_part(&class, call, &sending.ids));
                // Polled once, it is on its way while the next one is encoded.
                let early = answer.as_mut().now_or_never();
                part = filler.fill(&mut source, &mut report);
                match early {
                    Some(answer) => answer,
                    None => answer.await,
                }
            };
            match failed {
                Ok(reply) => {
                    for (index, outcome) in verdicts(&reply, sending.positions.len()) {
                        if let (Outcome::Unknown(_), Some(id)) = (&outcome, sending.ids.get(index)) {
                            self.doubt(&class, &[*id]);
                        }
                        if let Some(position) = sending.positions.get(index) {
                            report.fail(*position, outcome);
                        }
                    }
                }
                Err(error) if first && is_sure(&error, &sent) => return Err(error),
                Err(error) => {
                    let outcome = if is_sure(&error, &sent) { Outcome::Rejected } else { Outcome::Unknown };
                    let unsent = part.take().into_iter().chain(filler.left.take());
                    let why = not_sent(&error);
                    give_up(&mut report, &sending, &outcome(error), unsent, &why, &mut source);
                    lost = Some(why);
                }
            }
            first = false;
        }
        let links = std::mem::take(&mut filler.links);
        self.link(&known, links, lost, &mut report).await;
        Ok(report.finish())
    }

    fn send_part<'s>(
        &'s self,
        class: &'s str,
        call: Call,
        ids: &'s [Uuid],
    ) -> BoxFuture<'s, Result<Refusals>> {
        Box::pin(async move {
            let reply = self.write_objects(WriteKind::InsertMany, class, ids, true, call).await?;
            self.refusals(Many::Objects, &reply.body)
        })
    }
}

/// Puts an error to the objects of a message that had no answer, and to all behind it. Nothing more is sent: the
/// next messages would wait as long as this one did.
fn give_up(
    report: &mut Report,
    lost: &Part,
    outcome: &Outcome,
    unsent: impl IntoIterator<Item = Part>,
    why: &Error,
    source: &mut impl Source,
) {
    for position in &lost.positions {
        report.fail(*position, outcome.clone());
    }
    for position in unsent.into_iter().flat_map(|part| part.positions) {
        report.fail(position, Outcome::Rejected(why.clone()));
    }
    while let Some(id) = source.skip() {
        let position = report.add(id);
        report.fail(position, Outcome::Rejected(why.clone()));
    }
}

/// What is said of what stood behind a message that failed.
fn not_sent(error: &Error) -> Error {
    Error::new(error.kind(), format!("not sent, because an earlier message failed: {error}"))
}

/// Whether nothing of a message is stored: no try of it broke off, and it did not arrive, or the server refused it as a
/// whole.
pub(crate) fn is_sure(error: &Error, sent: &Sent) -> bool {
    !sent.broke_off() && (is_refusal(error) || !sent.has_arrived())
}

/// What a reply says of the `count` objects of its message, by their index; those it does not name are stored.
pub(crate) fn verdicts(reply: &Refusals, count: usize) -> Vec<(usize, Outcome)> {
    // On a read-only shard the server names one object and stores none of them.
    if let Some(error) = reply.errors.iter().find(|error| refusal::is_read_only(&error.message)) {
        let error = refused(&error.message);
        return (0..count).map(|index| (index, Outcome::Rejected(error.clone()))).collect();
    }
    let mut verdicts = Vec::with_capacity(reply.errors.len());
    for error in &reply.errors {
        let said = refused(&error.message);
        match error.index.filter(|index| *index < count) {
            Some(index) => verdicts.push((index, verdict(&error.message))),
            // An error that belongs to no object puts all of them in doubt.
            None => verdicts.extend((0..count).map(|index| (index, Outcome::Unknown(said.clone())))),
        }
    }
    verdicts
}

/// What a text means that is about one object.
pub(crate) fn verdict(text: &str) -> Outcome {
    let said = refused(text);
    if refusal::is_half_done(text) { Outcome::Unknown(said) } else { Outcome::Rejected(said) }
}

/// What the server says of one object.
pub(crate) fn refused(text: &str) -> Error {
    Error::server(refusal::kind_of(text).unwrap_or(ErrorKind::Rejected), text)
}

/// Makes messages of objects.
struct Filler<'k> {
    scope: &'k Scope,
    batch: Batch,
    /// The last object of a message that became too large with it.
    left: Option<Part>,
    most: usize,
    /// The links that were held back, each with the position of its object.
    links: Vec<(usize, LaterLink)>,
}

impl<'k> Filler<'k> {
    fn new(scope: &'k Scope, known: &'k Known, class: &str, later: Option<Later>, expected: usize) -> Self {
        let mut batch = Batch::new(class, scope.tenant.as_deref(), known.names.clone())
            .expecting(expected.min(OBJECTS), BYTES.min(known.max_message));
        if let Some(later) = later {
            batch = batch.holding(later);
        }
        Self { scope, batch, left: None, most: known.max_message, links: Vec::new() }
    }

    /// The next message; every object it passes is in the report.
    fn fill(&mut self, source: &mut impl Source, report: &mut Report) -> Option<Part> {
        if let Some(part) = self.left.take() {
            return Some(part);
        }
        let target = BYTES.min(self.most);
        let expected = source.expected().min(OBJECTS);
        let (mut ids, mut positions) = (Vec::with_capacity(expected), Vec::with_capacity(expected));
        while self.batch.len() < OBJECTS && self.batch.bytes() < target {
            let before = self.batch.bytes();
            let Some((id, pushed)) = source.next(&mut self.batch) else { break };
            let position = report.add(id);
            match pushed {
                Ok(links) => self.links.extend(links.into_iter().map(|link| (position, link))),
                Err(error) => {
                    report.fail(position, Outcome::Rejected(error));
                    continue;
                }
            }
            let size = self.batch.bytes() - before;
            if self.batch.bytes() + ROOM > self.most {
                // With this one it is too large: it goes alone, or not at all.
                let (before, last) = self.batch.finish_apart(self.scope.consistency);
                if size + ROOM > self.most {
                    let message =
                        format!("the object has {size} bytes and the server takes {} at most", self.most);
                    report.fail(position, Outcome::Rejected(Error::invalid(message)));
                } else {
                    let alone = Part { body: last, ids: vec![id], positions: vec![position] };
                    if ids.is_empty() {
                        return Some(alone);
                    }
                    self.left = Some(alone);
                }
                if ids.is_empty() {
                    continue;
                }
                return Some(Part { body: before, ids, positions });
            }
            ids.push(id);
            positions.push(position);
        }
        if ids.is_empty() {
            return None;
        }
        Some(Part { body: self.batch.finish(self.scope.consistency), ids, positions })
    }
}

/// For what stands beside the objects in a message.
const ROOM: usize = 16;
