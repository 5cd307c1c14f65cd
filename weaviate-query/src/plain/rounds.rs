//! Questions that take several requests.
//!
//! A server answers for one collection behind a link in one request: of two it sends the objects of the first twice
//! (1.39.0). So a selection that names several is asked in rounds. The first is the question itself with one
//! collection of each link; the others ask for the rest of the same objects by their ids. The replies are put
//! together as one, in which every object behind such a link carries its collection's own name: the reader knows
//! neither rounds nor prefixes.
//!
//! Pure, as all of this crate: who has a connection asks [`Rounds::next`] and hands in the reply.

mod merge;
mod split;

use bytes::Bytes;

use crate::plain::{error::Result, ir, names::Names};

/// A question on its way through its rounds.
#[derive(Debug)]
pub struct Rounds {
    query: ir::Query,
    /// What each round selects.
    selections: Vec<ir::Selection>,
    replies: Vec<Bytes>,
}

impl Rounds {
    /// The rounds of a question; `None` for one that is a single request whose reply is read as it is.
    pub fn of(query: &ir::Query) -> Option<Self> {
        let selections = split::rounds(&query.selection)?;
        Some(Self { query: query.clone(), selections, replies: Vec::new() })
    }

    /// How many requests it takes, if any object is found.
    pub fn count(&self) -> usize {
        self.selections.len()
    }

    /// What to ask next; `None` when all is known.
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

    /// Takes the reply to what [`Rounds::next`] said.
    pub fn add(&mut self, reply: Bytes) {
        self.replies.push(reply);
    }

    /// All replies as one.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no reply, and where the server answered of another collection than was asked.
    pub fn reply(&self, names: &Names) -> Result<Bytes> {
        let rounds =
            self.selections.iter().zip(&self.replies).map(|(selection, reply)| (selection, &**reply));
        merge::replies(&self.query.selection, &rounds.collect::<Vec<_>>(), names).map(Bytes::from)
    }
}
