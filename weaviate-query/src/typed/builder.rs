//! A question for objects while it is asked.
//!
//! [`Builder`] is what `query!` expands to, clause by clause, and what a person writes who asks by hand:
//!
//! ```
//! use weaviate_query::{Collection, Filter, Hit, Query, search::Bm25};
//!
//! /// The five best articles, or products, or whatever `C` is.
//! fn find<C: Collection>(words: &str, only: Option<Filter<C>>) -> Query<C, Hit<C, Bm25>> {
//!     C::query().bm25(words).filter(only).limit(5).all()
//! }
//! ```
//!
//! It has three parameters: the collection, the *state* ([`search`](crate::search): which search, with what still
//! missing) and the *extras* ([`answer`](crate::answer): grouped, reranked, prompted). Each clause gives a builder whose
//! parameters say what was asked, and no value changes its type behind one's back.
//!
//! Clauses that every question may have are inherent methods. A clause with a rule stands in an `impl` whose bound
//! is the rule, so that completion offers it only where it is legal, and once more in a hidden trait, where its bound
//! fails with the rule's message. What a clause returns never goes through the bound that may fail.
//!
//! | clause | when left out | limits | from |
//! |---|---|---|---|
//! | `limit` | the server chooses: 10, unless `QUERY_DEFAULTS_LIMIT` says otherwise | with `offset` up to the server's `QUERY_MAXIMUM_RESULTS`, 10,000 by default | |
//! | `offset` | 0 | | |
//! | `auto_limit` | no cut | 1 or more; not with `group_by` in a search by vectors, where a server drops it | |
//! | `groups`, `objects_per_group` | 10 and 10 | need `group_by` | |
//! | `rerank_query` | the text of the search | must be there where the search has none, before `rerank` | |
//! | `operator`, `and_cross` | the server chooses | | `and_cross` 1.39 |
//! | `alpha` | 0.75 | 0 to 1 | |
//! | `boost` | | 1 to 20 conditions; not with `sort` | 1.38 |
//! | `diversity` | | its limit at most that of the question | 1.37, with `hybrid` 1.39 |
//! | `profile` | no profile | | 1.36 |
//! | `full_prompt` of a `grouped_task` | not sent back | | 1.32.4 |
//!
//! A limit that types cannot check is [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the question is
//! sent, a server that is too old [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported); both before any request.
//!
//! `asking` has the builder as data, `clauses` what is no search, `search` the searches (written once for questions for
//! numbers too), `end` how it becomes a [`Query`](crate::Query).

mod asking;
mod clauses;
mod end;
mod search;

pub use asking::Builder;
pub use clauses::RefusedClause;
pub use end::{RefusedEnd, SelectRow};
pub use search::RefusedSearch;
