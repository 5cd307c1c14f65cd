//! A question for objects while it is asked.
//!
//! Clauses that every question may have are inherent methods. A clause with a rule stands in an `impl` whose bound
//! is the rule, so that completion offers it only where it is legal, and once more in a hidden trait, where its bound
//! fails with the rule's message. What a clause returns never goes through the bound that may fail.

mod asking;
mod clauses;
mod end;
mod search;

pub use asking::Builder;
pub use clauses::RefusedClause;
pub use end::{RefusedEnd, SelectRow};
pub use search::RefusedSearch;
