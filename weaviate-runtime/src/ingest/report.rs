//! What became of the objects of an ingest.

use std::fmt;

use uuid::Uuid;
use weaviate_query::{Error, ErrorKind, Result};

/// What became of every object that was pushed into an ingest: each is stored, rejected or unknown.
///
/// Of stored objects only the number is kept, so that an ingest of any length takes the same memory; their ids are
/// what [`push`](crate::Ingest::push) gave. What is not stored comes back.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// let mut ingest = notes.ingest();
/// ingest.push(Note { text: "one".into(), stars: 1 }).await?;
/// let report = ingest.finish().await;
/// for lost in report.rejected() {
///     eprintln!("number {} is not stored: {} ({:?})", lost.position, lost.error, lost.object);
/// }
/// assert_eq!((report.pushed(), report.stored()), (1, 1));
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[must_use = "objects may have been rejected: look at the report, or turn it into an error with `into_result`"]
pub struct IngestReport<O> {
    pub(super) pushed: u64,
    pub(super) stored: u64,
    pub(super) rejected: Vec<Lost<O>>,
    pub(super) unknown: Vec<Lost<O>>,
    pub(super) unlinked: Vec<Unlinked>,
}

/// An object that is not stored, or may not be.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// let mut ingest = notes.ingest();
/// // A server keeps ints as doubles: this one would become another.
/// let _refused = ingest.push(Note { text: "stars".into(), stars: i64::MAX }).await;
/// let report = ingest.finish().await;
/// let lost = &report.rejected()[0];
/// assert_eq!((lost.position, lost.object.text.as_str()), (0, "stars"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Lost<O> {
    /// Which one it is, counted from 0 in the order in which they were pushed.
    pub position: u64,
    /// Its id, given or chosen.
    pub id: Uuid,
    /// The object.
    pub object: O,
    /// Why: the server's words, or what happened on the way.
    pub error: Error,
    /// Where it was to be written.
    pub(super) lane: usize,
}

/// A link that is not written although the object is.
///
/// ```
/// # use weaviate::{Collection, Link, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, after: Option<Link<Note>> }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// use weaviate::Uuid;
///
/// let mut ingest = notes.ingest();
/// let nobody = Uuid::from_u128(7); // no object has this id
/// ingest.push(Note { text: "one".into(), after: Some(Link::to(nobody)) }).await?;
/// let report = ingest.finish().await;
/// for link in report.unlinked() {
///     eprintln!("{} of {} does not lead to {}: {}", link.name, link.from, link.to, link.error);
/// }
/// # let _ = report.stored();
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Unlinked {
    /// The object.
    pub from: Uuid,
    /// The property of the link.
    pub name: String,
    /// Where it should lead.
    pub to: Uuid,
    /// Why it does not, or may not.
    pub error: Error,
}

/// How far an ingest is.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// let mut ingest = notes.ingest().on_progress(|progress| eprintln!("{progress}"));
/// ingest.push(Note { text: "one".into(), stars: 1 }).await?;
/// assert_eq!(ingest.progress().pushed, 1);
/// ingest.finish().await.into_result()?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// Objects that were pushed.
    pub pushed: u64,
    /// Objects that the server has.
    pub stored: u64,
    /// Objects that it does not have.
    pub rejected: u64,
    /// Objects that it may have.
    pub unknown: u64,
    /// Objects a second that were stored, since the ingest began.
    pub rate: f64,
}

impl<O> IngestReport<O> {
    pub(super) fn new() -> Self {
        Self { pushed: 0, stored: 0, rejected: Vec::new(), unknown: Vec::new(), unlinked: Vec::new() }
    }

    /// The same of other objects.
    pub(crate) fn map<P>(self, object: impl Fn(O) -> P) -> IngestReport<P> {
        let lost = |lost: Vec<Lost<O>>| {
            let each = |Lost { position, id, object: of, error, lane }| Lost {
                position,
                id,
                object: object(of),
                error,
                lane,
            };
            lost.into_iter().map(each).collect()
        };
        let Self { pushed, stored, rejected, unknown, unlinked } = self;
        IngestReport { pushed, stored, rejected: lost(rejected), unknown: lost(unknown), unlinked }
    }

    /// How many objects were pushed.
    pub fn pushed(&self) -> u64 {
        self.pushed
    }

    /// How many are stored.
    pub fn stored(&self) -> u64 {
        self.stored
    }

    /// The objects that the server does not have: refused by the client or by the server, or not sent any more.
    pub fn rejected(&self) -> &[Lost<O>] {
        &self.rejected
    }

    /// The objects that the server may have: the answer was lost, and so were the questions after it.
    ///
    /// Pushing them again does no harm if it is done with the same ids.
    pub fn unknown(&self) -> &[Lost<O>] {
        &self.unknown
    }

    /// Links that are not written although their objects are stored.
    pub fn unlinked(&self) -> &[Unlinked] {
        &self.unlinked
    }

    /// The objects that are not stored or may not be, to push them again: first the rejected, then the unknown.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let first = notes.ingest();
    /// let report = first.finish().await;
    /// let mut again = notes.ingest();
    /// for lost in report.into_lost() {
    ///     again.push_as(lost.id, lost.object).await?;
    /// }
    /// again.finish().await.into_result()?;
    /// # Ok(()) }
    /// ```
    pub fn into_lost(self) -> impl Iterator<Item = Lost<O>> {
        self.rejected.into_iter().chain(self.unknown)
    }

    /// How many objects are stored, if all are, with all of their links.
    ///
    /// # Errors
    ///
    /// Of the kind of the first one that is not: it says how many are stored, rejected and unknown, and why that one is
    /// not.
    pub fn into_result(self) -> Result<u64> {
        let first = self.rejected.iter().chain(&self.unknown).min_by_key(|lost| lost.position);
        if let Some(first) = first {
            let (kind, why) = (first.error.kind(), &first.error);
            let message =
                format!("{self}; the first is at position {} (id {}): {why}", first.position, first.id);
            return Err(Error::new(kind, message));
        }
        if let Some(Unlinked { from, name, to, error }) = self.unlinked.first() {
            let kind: ErrorKind = error.kind();
            let message = format!("{self}; the first is the link `{name}` of {from} to {to}: {error}");
            return Err(Error::new(kind, message));
        }
        Ok(self.stored)
    }
}

impl<O> fmt::Display for IngestReport<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} objects are stored", self.stored, self.pushed)?;
        for (count, what) in [(self.rejected.len(), "rejected"), (self.unknown.len(), "unknown")] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        match self.unlinked.len() {
            0 => Ok(()),
            count => write!(f, ", {count} links of them are not"),
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pushed, {} stored", self.pushed, self.stored)?;
        for (count, what) in [(self.rejected, "rejected"), (self.unknown, "unknown")] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        write!(f, ", {:.0} a second", self.rate)
    }
}
