//! Questions that take several requests.

mod merge;
mod split;
mod window;

use bytes::Bytes;

use crate::plain::{error::Result, ir, names::Names};

/// A question on its way through its rounds: what was asked, and the replies so far.
///
/// A server answers for one collection behind a link in one request: of two it sends the objects of the first
/// twice (1.39.0). So a selection that names several is asked in rounds. The first is the question itself
/// with one collection of each link; the others ask for the rest of the same objects by their ids. The
/// replies are put together as one, in which every object behind such a link carries its collection's own
/// name: the reader knows neither rounds nor prefixes.
///
/// Pure, as all of this crate: who has a connection asks [`Rounds::next`] and hands in the reply.
///
/// ```
/// use weaviate_query::{Rounds, ir::{Item, Metadata, Query, Selection}};
///
/// let to = |collection: &str| Item::Link {
///     name: "related".into(),
///     collection: Some(collection.into()),
///     selection: Selection { items: vec![Item::Metadata(Metadata::Id)] },
/// };
/// let query = Query { selection: Selection { items: vec![to("Article"), to("Author")] }, ..Query::new("Feed") };
///
/// let rounds = Rounds::of(&query).unwrap();
/// assert_eq!(rounds.count(), 2);
/// let first = rounds.next()?.unwrap();
/// assert_eq!(first.selection.items, [to("Article")]);
///
/// // One collection behind each link is one request, and needs none of this.
/// assert!(Rounds::of(&Query::new("Feed")).is_none());
/// # Ok::<(), weaviate_query::Error>(())
/// ```
///
/// The loop of whoever sends:
///
/// ```
/// # use weaviate_query::{Names, Result, Rounds, ir::Query};
/// # fn send(_: &Query) -> Vec<u8> { Vec::new() }
/// fn ask(query: &Query, names: &Names) -> Result<Vec<u8>> {
///     let Some(mut rounds) = Rounds::of(query) else { return Ok(send(query)) };
///     while let Some(next) = rounds.next()? {
///         rounds.add(send(&next).into());
///     }
///     Ok(rounds.reply(names)?.to_vec())
/// }
/// # assert!(ask(&Query::new("Feed"), &Names::new()).unwrap().is_empty());
/// ```
#[derive(Debug)]
pub struct Rounds {
    query: ir::Query,
    /// What each round selects.
    selections: Vec<ir::Selection>,
    /// As many as rounds were asked, in their order.
    replies: Vec<Bytes>,
}

impl Rounds {
    /// The rounds of a question; `None` for one that is a single request whose reply is read as it is.
    pub fn of(query: &ir::Query) -> Option<Self> {
        let selections = split::rounds(&query.selection)?;
        Some(Self { query: query.clone(), selections, replies: Vec::new() })
    }

    /// The questions that ask for the `ids` of one between them, where they are more than a server answers with; `None` for
    /// a question that needs no such parts. Each part has rounds of its own; [`Rounds::joined`] makes one of the replies.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for clauses that are about all results at once: `sort`, `boost`, `grouped_task`.
    pub fn parts(query: &ir::Query) -> Result<Option<Vec<ir::Query>>> {
        let part = |ids| ir::Query { ids: Some(ids), limit: None, offset: None, ..query.clone() };
        Ok(window::windows(query)?.map(|windows| windows.into_iter().map(part).collect()))
    }

    /// The replies to the [`parts`](Self::parts) of a question, in their order, as one.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no reply.
    pub fn joined(query: &ir::Query, replies: &[Bytes]) -> Result<Bytes> {
        let replies: Vec<&[u8]> = replies.iter().map(|reply| &**reply).collect();
        window::joined(query, &replies).map(Bytes::from)
    }

    /// How many requests it takes, if any object is found; one, if none is.
    pub fn count(&self) -> usize {
        self.selections.len()
    }

    /// What to ask next; `None` when all is known, or the first reply has no objects.
    ///
    /// It does not move by itself: until [`Rounds::add`] was called it says the same again, so a request can
    /// be repeated.
    ///
    /// # Errors
    ///
    /// `Decode` for a first reply that is none.
    pub fn next(&self) -> Result<Option<ir::Query>> {
        let Some(selection) = self.selections.get(self.replies.len()).cloned() else { return Ok(None) };
        let Some(first) = self.replies.first() else {
            return Ok(Some(ir::Query { selection, ..self.query.clone() }));
        };
        let ids = merge::ids(first)?;
        if ids.is_empty() {
            return Ok(None);
        }
        Ok(Some(ir::Query {
            limit: u32::try_from(ids.len()).ok(),
            filter: Some(ir::Filter::spelled_ids(ids)),
            selection,
            ..ir::Query::new(self.query.collection.clone())
        }))
    }

    /// Takes the reply to what [`Rounds::next`] said, which then says what follows.
    pub fn add(&mut self, reply: Bytes) {
        self.replies.push(reply);
    }

    /// All replies as one: a `SearchReply` as for a question that one request could ask.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no reply, and where the server answered of another collection than was
    /// asked.
    pub fn reply(&self, names: &Names) -> Result<Bytes> {
        let rounds =
            self.selections.iter().zip(&self.replies).map(|(selection, reply)| (selection, &**reply));
        merge::replies(&self.query.selection, &rounds.collect::<Vec<_>>(), names).map(Bytes::from)
    }
}
