//! What is refused before anything is sent: questions that a server would answer with something else than
//! what was asked, and those that it would refuse in words that help nobody.
//!
//! Every renderer asks here first, so that a question is refused in the same words whichever way it would
//! take. Each module has the checks of one part of a question; what they know of the server was measured on
//! 1.39.0. A message names the clause as `query!` has it and says what to do.

mod aggregate;
mod common;
mod filter;
mod rank;
mod search;
mod select;
#[cfg(test)]
mod tests;
mod vector;
mod words;

pub(super) use aggregate::aggregate;
pub(super) use filter::{Losing, filter, placeless};
pub(super) use vector::per_target;
pub(crate) use words::words as refuse_lost_words;

use self::{
    common::{LARGEST, at_most, id, lower_case, tenant},
    filter::optional,
};
use super::{Context, generative};
use crate::plain::{
    error::{Error, Result},
    ir::Query,
    version::Version,
};

/// Checks a question for objects.
///
/// # Errors
///
/// `InvalidInput` with the first thing that is wrong, `Unsupported` for what the server is too old for.
pub(super) fn query(query: &Query, cx: &Context<'_>) -> Result<()> {
    tenant(cx)?;
    if query.is_empty() {
        return Err(Error::invalid("no object can answer this question: it needs no request"));
    }
    order(query)?;
    page(query)?;
    if query.profile {
        cx.needs(Version::new(1, 36), "`profile`")?;
    }
    if let Some(ids) = &query.ids {
        ids.iter().try_for_each(|id| lower_case(id, "ids"))?;
    }
    optional(query.filter.as_ref(), cx)?;
    if let Some(found) = &query.search {
        search::search(found, cx)?;
    }
    rank::rank(query, cx)?;
    generative::generative(query, cx)?;
    select::selection(query)
}

/// What has an order of its own takes no other, and a walk takes nothing beside it.
fn order(query: &Query) -> Result<()> {
    if let (Some(search), false) = (&query.search, query.sort.is_empty()) {
        let search = search.name();
        return Err(Error::invalid(format!(
            "a search orders its own results: `sort` cannot be combined with `{search}`"
        )));
    }
    let Some(after) = &query.after else { return Ok(()) };
    if query.search.is_some()
        || query.filter.is_some()
        || query.ids.is_some()
        || !query.sort.is_empty()
        || query.offset.is_some()
    {
        return Err(Error::invalid(
            "`after` walks the whole collection: it takes no filter, sort, offset or search",
        ));
    }
    if query.boost.is_some() {
        return Err(Error::invalid("`after` walks in the order of ids: a `boost` would break it"));
    }
    id(after, "after")
}

/// Where the answer begins and ends.
fn page(query: &Query) -> Result<()> {
    let end = u64::from(query.limit.unwrap_or_default()) + u64::from(query.offset.unwrap_or_default());
    if end > LARGEST {
        return Err(Error::invalid(format!(
            "`limit` and `offset` together are {end}: a server counts to {LARGEST}"
        )));
    }
    if query.auto_limit == Some(0) {
        return Err(Error::invalid(
            "`auto_limit` cuts at the n-th jump of the scores: give 1 or more, or leave it out",
        ));
    }
    at_most(query.auto_limit, "auto_limit")
}
