//! Results that differ from each other.
//!
//! The nearest ten of a search are often ten wordings of one thing. A server can choose among them instead: it takes the
//! nearest, then again and again the one that is near to the query and far from those it has.

use crate::plain::ir;

/// What `diversity` takes: a choice among the results that weighs how near they are to the query against how far they
/// are from each other.
///
/// It goes with `near_vector`, `near_object` and `near_text` from 1.37 and with `hybrid` from 1.39; `bm25` has no vectors to
/// compare, and searches by a medium drop it in a server, so both are refused. Not on multi-vectors: a server rejects that
/// ("not supported with multi-vector indexes", 1.39.0).
///
/// ```
/// use weaviate_query::Diversity;
///
/// let choice = Diversity::mmr(5).balance(0.3);
/// # let _ = choice;
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Diversity(ir::Diversity);

impl Diversity {
    /// Chooses `limit` objects out of the question's own `limit`, by maximal marginal relevance
    /// (Carbonell and Goldstein 1998, <https://doi.org/10.1145/290941.291025>).
    ///
    /// It must be at least 1, and at most the `limit` of the question where that is given: else the question is `InvalidInput`.
    pub fn mmr(limit: u32) -> Self {
        Self(ir::Diversity { limit, balance: None })
    }

    /// From 0 (only how different they are counts) to 1 (only how near they are); left to the server if it is not said. Beyond
    /// that the question is `InvalidInput`.
    #[must_use]
    pub fn balance(mut self, balance: f32) -> Self {
        self.0.balance = Some(balance);
        self
    }

    pub(crate) fn into_ir(self) -> ir::Diversity {
        self.0
    }
}
