//! Results that differ from each other.

use crate::plain::ir;

/// What `diversity` takes: a choice among the results that weighs how near they are to the query against how far they
/// are from each other.
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
    /// Chooses `limit` objects by maximal marginal relevance
    /// (Carbonell and Goldstein 1998, <https://doi.org/10.1145/290941.291025>).
    pub fn mmr(limit: u32) -> Self {
        Self(ir::Diversity { limit, balance: None })
    }

    /// From 0 (only how different they are counts) to 1 (only how near they are).
    #[must_use]
    pub fn balance(mut self, balance: f32) -> Self {
        self.0.balance = Some(balance);
        self
    }

    pub(crate) fn into_ir(self) -> ir::Diversity {
        self.0
    }
}
