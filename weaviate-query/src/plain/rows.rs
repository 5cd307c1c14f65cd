//! The objects that answer a question.
//!
//! [`Rows`] is what a reply without groups is read into: the rows, how long the server took, and what few replies have
//! beside: rows that were left out, a text about all of them, a profile.

mod generated;
mod profile;

use std::{ops::Deref, sync::Arc, time::Duration};

pub use generated::{ApiVersion, BillableCharacters, BilledUnits, Generated, GenerativeMetadata, Usage};
pub use profile::{QueryProfile, SearchProfile, ShardProfile};

use crate::plain::{
    error::{Error, Result},
    wire::{Fields, ObjectBytes, at, results},
};

/// What becomes of a row that is not what was asked for, such as an object that lacks a property.
///
/// Broken bytes are another matter: a reply that was cut fails whichever is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum BadRow {
    /// The whole question fails with its error, which names the object.
    #[default]
    Fail,
    /// It is left out, and its error is among [`Rows::errors`]. The other rows keep their order.
    Skip,
}

/// How a reply is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading {
    pub(crate) bad: BadRow,
    /// Whether the names of groups are texts as JSON has them.
    pub(crate) json: bool,
}

impl From<BadRow> for Reading {
    fn from(bad: BadRow) -> Self {
        Self { bad, json: false }
    }
}

/// Rows, in the order in which the server ranks them.
///
/// It derefs to a slice and can be walked through by value or by reference. Two are equal if their rows are:
/// how long a server took is no part of an answer.
///
/// ```
/// use prost::Message;
/// use weaviate_proto::{GenerativeReply, GenerativeResult, SearchReply, SearchResult};
/// use weaviate_query::wire::raw;
///
/// let written = GenerativeReply { result: "all about autumn".into(), ..Default::default() };
/// let reply = SearchReply {
///     took: 0.25,
///     results: vec![SearchResult::default(), SearchResult::default()],
///     generative_grouped_results: Some(GenerativeResult { values: vec![written] }),
///     ..Default::default()
/// };
/// let rows = raw::objects(&reply.encode_to_vec())?;
///
/// assert_eq!(rows.len(), 2);
/// assert_eq!(rows.took().as_millis(), 250);
/// assert_eq!(rows.generated().map(|written| written.text()), Some("all about autumn"));
/// assert!(rows.profile().is_none() && rows.errors().is_empty());
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug, Clone)]
#[expect(clippy::struct_field_names, reason = "they are the rows")]
pub struct Rows<R> {
    rows: Vec<R>,
    took: Duration,
    /// None for nearly all replies, so that rows cost one pointer more than a list of them.
    rest: Option<Arc<Rest>>,
}

/// What few replies have: read in one walk beside the rows, shared when rows are cloned.
#[derive(Debug, Default)]
pub(crate) struct Rest {
    pub(crate) errors: Vec<Error>,
    pub(crate) generated: Option<Generated>,
    pub(crate) profile: Option<QueryProfile>,
}

impl Rest {
    /// None if there is nothing in it.
    pub(crate) fn shared(self) -> Option<Arc<Self>> {
        let none = self.errors.is_empty() && self.generated.is_none() && self.profile.is_none();
        (!none).then(|| Arc::new(self))
    }
}

impl<R> Rows<R> {
    /// No rows: of a question that needs no request, see [`ir::Query::is_empty`](crate::ir::Query::is_empty).
    pub(crate) fn none() -> Self {
        Self { rows: Vec::new(), took: Duration::ZERO, rest: None }
    }

    /// Reads a `SearchReply`, each of its objects by `row`.
    ///
    /// # Errors
    ///
    /// What `row` says of an object, named by its id, unless `bad` lets it be skipped; `Decode` for bytes
    /// that are no reply.
    pub(crate) fn read(
        reply: &[u8],
        bad: BadRow,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Self> {
        let mut rest = Rest::default();
        let rows = match bad {
            BadRow::Fail => results(reply, row)?,
            BadRow::Skip => {
                let mut number = 0;
                let read = results(reply, |object| {
                    let read = row(object);
                    number += 1;
                    Ok(read.map_err(|error| rest.errors.push(at(error, object, number - 1))).ok())
                })?;
                read.into_iter().flatten().collect()
            }
        };
        let took = around(reply, &mut rest)?;
        Ok(Self { rows, took, rest: rest.shared() })
    }

    /// How long the server took, by its own clock: less than the call, which has the way there and back in
    /// it.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// What was wrong with the rows that [`BadRow::Skip`] left out, each named by its id; empty with
    /// [`BadRow::Fail`].
    pub fn errors(&self) -> &[Error] {
        self.rest.as_ref().map_or(&[], |rest| &rest.errors)
    }

    /// What the language model wrote for `grouped_task`; none if nothing was found to write about.
    pub fn generated(&self) -> Option<&Generated> {
        self.rest.as_ref()?.generated.as_ref()
    }

    /// What each part of the search took, for a question with `profile: true`; from 1.36 on.
    pub fn profile(&self) -> Option<&QueryProfile> {
        self.rest.as_ref()?.profile.as_ref()
    }

    /// The rows alone, as a list.
    pub fn into_vec(self) -> Vec<R> {
        self.rows
    }
}

/// Reads what stands beside the results: the time, the text about all of them, the profile.
pub(crate) fn around(reply: &[u8], rest: &mut Rest) -> Result<Duration> {
    let mut took = 0.0;
    let mut older = None;
    let mut fields = Fields(reply);
    while let Some((number, payload)) = fields.next()? {
        match number {
            1 => took = payload.float()?,
            // Where older servers put the text, and newer ones too beside groups; empty if there is none.
            3 => older = Generated::of_text(payload.text()?),
            5 => rest.generated = Generated::first(payload.bytes()?)?,
            6 => rest.profile = Some(QueryProfile::read(payload.bytes()?)?),
            _ => {}
        }
    }
    if rest.generated.is_none() {
        rest.generated = older;
    }
    Ok(Duration::try_from_secs_f32(took).unwrap_or_default())
}

impl<R: PartialEq> PartialEq for Rows<R> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<R> Deref for Rows<R> {
    type Target = [R];

    fn deref(&self) -> &[R] {
        &self.rows
    }
}

impl<R> IntoIterator for Rows<R> {
    type Item = R;
    type IntoIter = std::vec::IntoIter<R>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'r, R> IntoIterator for &'r Rows<R> {
    type Item = &'r R;
    type IntoIter = std::slice::Iter<'r, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<R> From<Rows<R>> for Vec<R> {
    fn from(rows: Rows<R>) -> Self {
        rows.rows
    }
}
