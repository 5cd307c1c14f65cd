//! What became of many objects: each ends as stored, rejected or unknown.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use uuid::Uuid;
use weaviate_query::{Error, Result};

/// What became of the objects of one `insert_many`, by position and id, or of the links of one `add_many`.
///
/// Every object ends as stored, rejected or unknown; none is left out. A link stands under the id of the object that has
/// it.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// let report = notes.insert_many([Note { text: "one".into(), stars: 1 }]).await?;
/// for entry in report.rejected() {
///     eprintln!("number {} is not stored: {}", entry.position, entry.error().expect("a reason"));
/// }
/// assert_eq!((report.len(), report.stored()), (1, 1));
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[must_use = "objects may have been rejected: look at the report, or turn it into an error with `into_result`"]
pub struct Report {
    ids: Vec<Uuid>,
    /// What is not stored, by position; most reports have none.
    failed: Vec<(usize, Outcome)>,
    /// What they are, in the plural.
    of: &'static str,
}

/// What became of one object.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// use weaviate::report::Outcome;
///
/// let report = notes.insert_many([Note { text: "one".into(), stars: 1 }, Note { text: "two".into(), stars: i64::MAX }]).await?;
/// let outcomes: Vec<bool> = report.iter().map(|entry| matches!(entry.outcome, Outcome::Stored)).collect();
/// assert_eq!(outcomes, [true, false]);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Outcome {
    /// The server has it.
    Stored,
    /// The server does not have it: refused by the client or by the server, or not sent any more. Or it has the
    /// object without a link to another one of the same call, as the error says.
    Rejected(Error),
    /// The server may have it: the answer was lost, or its time was over. Inserting it again does no harm.
    Unknown(Error),
}

/// One object of a [`Report`].
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// let report = notes.insert_many([Note { text: "one".into(), stars: 1 }]).await?;
/// for entry in report.iter() {
///     println!("object {} is {}: {:?}", entry.position, entry.id, entry.outcome);
/// }
/// # assert_eq!(report.iter().count(), 1);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Entry<'r> {
    /// Which object, counted from 0 in the order in which they were given.
    pub position: usize,
    /// Its id, given or chosen.
    pub id: Uuid,
    /// What became of it.
    pub outcome: &'r Outcome,
}

impl Entry<'_> {
    /// Why it is not stored, or may not be.
    pub fn error(&self) -> Option<&Error> {
        match self.outcome {
            Outcome::Stored => None,
            Outcome::Rejected(error) | Outcome::Unknown(error) => Some(error),
        }
    }
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { ids: Vec::new(), failed: Vec::new(), of: "objects" }
    }

    /// A report of links, each under the id of the object that has it.
    pub(crate) fn of_links() -> Self {
        Self { of: "links", ..Self::new() }
    }

    /// Notes an object, stored unless [`fail`](Self::fail) says otherwise, and gives its position.
    pub(crate) fn add(&mut self, id: Uuid) -> usize {
        self.ids.push(id);
        self.ids.len() - 1
    }

    pub(crate) fn fail(&mut self, position: usize, outcome: Outcome) {
        self.failed.push((position, outcome));
    }

    /// Of each id that is stored so far, the position of the object that stands.
    pub(crate) fn last_stored(&self) -> HashMap<Uuid, usize> {
        let failed: HashSet<usize> = self.failed.iter().map(|(position, _)| *position).collect();
        let stored = self.ids.iter().enumerate().filter(|(position, _)| !failed.contains(position));
        stored.map(|(position, id)| (*id, position)).collect()
    }

    /// Objects are failed by the client at once and by the server later: by position again, the first word
    /// about an object stands.
    pub(crate) fn finish(mut self) -> Self {
        self.failed.sort_by_key(|(position, _)| *position);
        self.failed.dedup_by_key(|(position, _)| *position);
        self
    }

    /// With more said of each error.
    pub(crate) fn explained(mut self, more: impl Fn(Error) -> Error) -> Self {
        for (_, outcome) in &mut self.failed {
            if let Outcome::Rejected(error) | Outcome::Unknown(error) = outcome {
                *error = more(error.clone());
            }
        }
        self
    }

    /// How many objects there were.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there were none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many are stored.
    pub fn stored(&self) -> usize {
        self.ids.len() - self.failed.len()
    }

    /// The objects that the server does not have.
    pub fn rejected(&self) -> impl Iterator<Item = Entry<'_>> {
        self.not_stored().filter(|entry| matches!(entry.outcome, Outcome::Rejected(_)))
    }

    /// The objects that the server may have.
    ///
    /// Inserting them again does no harm, as they have their ids: a second one takes the place of the first. It is
    /// the way to be sure of them: a server that breaks off in the middle stores objects that no search by vector
    /// finds, and those are mended when the same client writes them again.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let report = notes.insert_many([Note { text: "one".into(), stars: 1 }]).await?;
    /// assert_eq!(report.unknown().count(), 0);
    /// # Ok(()) }
    /// ```
    pub fn unknown(&self) -> impl Iterator<Item = Entry<'_>> {
        self.not_stored().filter(|entry| matches!(entry.outcome, Outcome::Unknown(_)))
    }

    /// Every object, in the order in which they were given.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// use weaviate::report::Outcome;
    ///
    /// let report = notes.insert_many([Note { text: "one".into(), stars: 1 }]).await?;
    /// for entry in report.iter() {
    ///     assert!(matches!(entry.outcome, Outcome::Stored), "{}", entry.id);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        let mut failed = self.failed.iter().peekable();
        self.ids.iter().enumerate().map(move |(position, id)| {
            let outcome = failed.next_if(|(other, _)| *other == position).map(|(_, outcome)| outcome);
            Entry { position, id: *id, outcome: outcome.unwrap_or(&Outcome::Stored) }
        })
    }

    /// The ids, if every object is stored.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let ids = notes.insert_many([Note { text: "one".into(), stars: 1 }]).await?.into_result()?;
    /// assert_eq!(ids.len(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// If one is not stored, an error of the kind of the first one's: it says how many are stored, rejected and
    /// unknown, and why that one is not. `InvalidInput` is the program's to mend, `Rejected` and `NotFound` are the
    /// server's word about the object, after `Unavailable` and `Timeout` the same objects may be inserted again.
    pub fn into_result(self) -> Result<Vec<Uuid>> {
        let Some(first) = self.not_stored().next() else { return Ok(self.ids) };
        let kind = first.error().map_or(weaviate_query::ErrorKind::Rejected, Error::kind);
        let why = first.error().map(ToString::to_string).unwrap_or_default();
        let message = format!("{self}; the first is at position {} (id {}): {why}", first.position, first.id);
        Err(Error::new(kind, message))
    }

    fn not_stored(&self) -> impl Iterator<Item = Entry<'_>> {
        self.failed.iter().filter_map(|(position, outcome)| {
            Some(Entry { position: *position, id: *self.ids.get(*position)?, outcome })
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rejected, unknown) = (self.rejected().count(), self.unknown().count());
        write!(f, "{} of {} {} are stored", self.stored(), self.len(), self.of)?;
        if rejected > 0 {
            write!(f, ", {rejected} rejected")?;
        }
        if unknown > 0 {
            write!(f, ", {unknown} unknown")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use weaviate_query::ErrorKind;

    use super::*;

    fn error(kind: ErrorKind) -> Error {
        Error::new(kind, "no")
    }

    #[test]
    fn every_object_has_one_outcome() {
        let mut report = Report::new();
        for n in 0..4 {
            report.add(Uuid::from_u128(n));
        }
        report.fail(3, Outcome::Unknown(error(ErrorKind::Timeout)));
        report.fail(1, Outcome::Rejected(error(ErrorKind::Rejected)));
        report.fail(1, Outcome::Unknown(error(ErrorKind::Timeout)));
        let report = report.finish();
        assert_eq!(report.stored(), 2);
        assert_eq!(report.rejected().map(|entry| entry.position).collect::<Vec<_>>(), [1]);
        assert_eq!(report.unknown().map(|entry| entry.id).collect::<Vec<_>>(), [Uuid::from_u128(3)]);
        let words: Vec<_> = report
            .iter()
            .map(|entry| match entry.outcome {
                Outcome::Stored => 's',
                Outcome::Rejected(_) => 'r',
                Outcome::Unknown(_) => 'u',
            })
            .collect();
        assert_eq!(words, ['s', 'r', 's', 'u']);
        let error = report.into_result().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert_eq!(
            error.to_string(),
            "2 of 4 objects are stored, 1 rejected, 1 unknown; the first is at position 1 (id 00000000-0000-0000-0000-000000000001): no"
        );
    }
}
