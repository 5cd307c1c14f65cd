//! Shifts of the query vector of a search by text.
//!
//! The server makes a vector of the text, moves it along the line to what is named, and searches with the result: more of
//! this, less of that, in the words of a person who looks at a first page of results.

use uuid::Uuid;

use crate::{plain::ir, typed::values::Concepts};

/// What `move_to` and `move_away` take: concepts and objects, and how far the query vector goes.
///
/// ```
/// use weaviate_query::search::Move;
///
/// let shift = Move::new(0.5).concepts(["borrow checker", "lifetimes"]);
/// # let _ = shift;
/// ```
#[derive(Debug, Clone)]
pub struct Move(ir::Move);

impl Move {
    /// By `force` of the way, from 0 to 1, to what the next calls name. Another force, or a shift that names nothing, is
    /// `InvalidInput`.
    pub fn new(force: f32) -> Self {
        Self(ir::Move { force, ..ir::Move::default() })
    }

    /// Concepts that the server makes vectors of; called twice, all of them.
    #[must_use]
    pub fn concepts(mut self, concepts: impl Concepts) -> Self {
        self.0.concepts.extend(concepts.into_concepts());
        self
    }

    /// Objects whose vectors count; not in the half of a `hybrid`, where a server drops them (`InvalidInput`).
    #[must_use]
    pub fn objects(mut self, ids: impl IntoIterator<Item = Uuid>) -> Self {
        // Lower case: the server finds no other spelling.
        self.0.ids.extend(ids.into_iter().map(|id| id.as_hyphenated().to_string()));
        self
    }

    pub(crate) fn into_ir(self) -> ir::Move {
        self.0
    }
}
