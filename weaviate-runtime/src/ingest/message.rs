//! Objects that go out together, until each of them has an outcome.

use std::ops::Range;

use bytes::Bytes;
use uuid::Uuid;
use weaviate_query::{
    Error,
    render::Consistency,
    wire::{LaterLink, stream},
};

use crate::{insert::refused, refusal, report::Outcome};

/// One object on its way.
pub(super) struct Entry<O> {
    pub(super) id: Uuid,
    /// Which one of the ingest it is, from 0.
    pub(super) position: u64,
    /// To give it back if it is not stored.
    pub(super) object: O,
    /// Its bytes in the message.
    pub(super) at: Range<usize>,
    /// Its links that are written when it is stored.
    pub(super) links: Vec<LaterLink>,
    outcome: Option<Outcome>,
    /// How often whoever makes its vector was too busy for it.
    refusals: u32,
}

/// So often an object goes out again because whoever makes its vector is too busy.
const MOST_REFUSALS: u32 = 5;

impl<O> Entry<O> {
    pub(super) fn new(id: Uuid, position: u64, object: O, at: Range<usize>, links: Vec<LaterLink>) -> Self {
        Self { id, position, object, at, links, outcome: None, refusals: 0 }
    }
}

/// The memory that so many objects take until they have an outcome, of which their bytes in a message are a part: the
/// objects themselves hold about as much again, and of small ones what is noted of each is the most.
pub(super) fn weight<O>(objects: usize, bytes: usize) -> usize {
    // A table with the place of each is at least half empty after it grew.
    let each = size_of::<Entry<O>>() + 2 * size_of::<(Uuid, (u64, usize))>();
    2 * bytes + objects * each
}

/// One message. It is kept until all of its objects have an outcome, because one of them may say something of all.
pub(super) struct Message<O> {
    pub(super) lane: usize,
    /// Its objects, one behind the other.
    body: Bytes,
    /// The same as a message of a stream, if it was written as one.
    data: Option<Bytes>,
    entries: Vec<Entry<O>>,
    /// How many have no outcome.
    open: usize,
    /// How often it was sent.
    pub(super) tries: u32,
    /// Whether a server may have it.
    pub(super) may_have_arrived: bool,
}

impl<O> Message<O> {
    pub(super) fn new(lane: usize, body: Bytes, data: Option<Bytes>, entries: Vec<Entry<O>>) -> Self {
        Self { lane, body, data, open: entries.len(), entries, tries: 0, may_have_arrived: false }
    }

    pub(super) fn weight(&self) -> usize {
        weight::<O>(self.entries.len(), self.body.len())
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.entries.iter().map(|entry| entry.id)
    }

    /// Those of its objects that have no outcome.
    pub(super) fn open_ids(&self) -> Vec<Uuid> {
        let open = self.entries.iter().filter(|entry| entry.outcome.is_none());
        open.map(|entry| entry.id).collect()
    }

    /// Those of its objects with an outcome such as `wanted`.
    pub(super) fn ids_of(&self, wanted: impl Fn(&Outcome) -> bool) -> Vec<Uuid> {
        let found = self.entries.iter().filter(|entry| entry.outcome.as_ref().is_some_and(&wanted));
        found.map(|entry| entry.id).collect()
    }

    /// How many objects have no outcome.
    pub(super) fn open_count(&self) -> usize {
        self.open
    }

    /// Whether every object has an outcome.
    pub(super) fn is_settled(&self) -> bool {
        self.open == 0
    }

    /// The objects without an outcome, as a message of a stream.
    pub(super) fn as_data(&self) -> Bytes {
        match &self.data {
            Some(data) if self.open == self.entries.len() => data.clone(),
            _ => stream::data(&self.parts()),
        }
    }

    /// The objects without an outcome as a `BatchObjectsRequest`.
    pub(super) fn as_request(&self, consistency: Option<Consistency>) -> Bytes {
        if consistency.is_none() && self.open == self.entries.len() {
            return self.body.clone();
        }
        stream::request(&self.parts(), consistency)
    }

    fn parts(&self) -> Vec<&[u8]> {
        if self.open == self.entries.len() {
            return vec![&self.body];
        }
        let open = self.entries.iter().filter(|entry| entry.outcome.is_none());
        open.filter_map(|entry| self.body.get(entry.at.clone())).collect()
    }

    /// Notes what a server says of the object at `index`; the first word stands.
    pub(super) fn tell(&mut self, index: usize, outcome: Outcome) {
        if let Some(entry) = self.entries.get_mut(index).filter(|entry| entry.outcome.is_none()) {
            entry.outcome = Some(outcome);
            self.open -= 1;
        }
    }

    /// Notes the same of all that have no outcome.
    pub(super) fn tell_rest(&mut self, outcome: &Outcome) {
        for index in 0..self.entries.len() {
            self.tell(index, outcome.clone());
        }
    }

    /// Notes what the reply to a request says, which names objects by their place among those that were sent.
    pub(super) fn tell_reply(&mut self, verdicts: Vec<(usize, Outcome)>) {
        let sent: Vec<usize> = (0..self.entries.len())
            .filter(|index| self.entries.get(*index).is_some_and(|entry| entry.outcome.is_none()))
            .collect();
        for (place, outcome) in verdicts {
            if let Some(index) = sent.get(place) {
                self.tell(*index, outcome);
            }
        }
        self.tell_rest(&Outcome::Stored);
    }

    /// Takes out the objects that the server had no time for, or whose vector could not be made for now, as a message that
    /// may go out again, with how often the most refused of them was refused before.
    pub(super) fn split_refused(&mut self) -> Option<(Self, u32)> {
        let is_busy = |entry: &mut Entry<O>| match &entry.outcome {
            Some(Outcome::Rejected(error) | Outcome::Unknown(error)) if entry.refusals < MOST_REFUSALS => {
                let says = |what: fn(&str) -> bool| error.server_message().is_some_and(what);
                says(refusal::is_busy_provider) || says(refusal::is_half_done)
            }
            _ => false,
        };
        let mut entries: Vec<Entry<O>> = self.entries.extract_if(.., is_busy).collect();
        let before = entries.iter().map(|entry| entry.refusals).max()?;
        let mut body = Vec::new();
        for entry in &mut entries {
            let start = body.len();
            body.extend_from_slice(self.body.get(entry.at.clone()).unwrap_or_default());
            entry.at = start..body.len();
            entry.outcome = None;
            entry.refusals += 1;
        }
        Some((Self::new(self.lane, body.into(), None, entries), before))
    }

    /// The objects with their outcomes; of those without one nothing is known.
    ///
    /// Of a shard that is read only a stream says that one object failed and all others are stored, and none is
    /// (1.39.0).
    pub(super) fn into_outcomes(self) -> impl Iterator<Item = (Entry<O>, Outcome)> {
        let read_only = self.entries.iter().find_map(|entry| match &entry.outcome {
            Some(Outcome::Rejected(error)) => {
                error.server_message().filter(|text| refusal::is_read_only(text)).map(refused)
            }
            _ => None,
        });
        self.entries.into_iter().map(move |mut entry| {
            let outcome = match (&read_only, entry.outcome.take()) {
                (Some(error), _) => Outcome::Rejected(error.clone()),
                (None, Some(outcome)) => outcome,
                (None, None) => Outcome::Unknown(Error::invalid("the ingest was dropped")),
            };
            (entry, outcome)
        })
    }
}
