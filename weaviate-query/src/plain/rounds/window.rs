//! Ids that one answer has no room for, in windows that each have.
//!
//! A server answers with at most `QUERY_MAXIMUM_RESULTS` objects, 10,000 unless it is set otherwise, and refuses a question
//! whose limit is larger (1.39.0). The limit of `ids` is their number, which nobody wrote.

use std::collections::HashSet;

use super::merge::{Field, rebuilt, repeated};
use crate::plain::{
    error::{Error, Result},
    ir,
};

/// As many objects as a server answers with, unless it is set otherwise.
const WINDOW: usize = 10_000;

/// The ids of each window; `None` where one has room for all that is asked.
///
/// # Errors
///
/// `InvalidInput` for what is about all results at once: an order, and a task for a language model.
pub(super) fn windows(query: &ir::Query) -> Result<Option<Vec<Vec<String>>>> {
    let Some(ids) = query.ids.as_ref().filter(|ids| ids.len() > WINDOW) else { return Ok(None) };
    let most = query.limit.map_or(ids.len(), |limit| limit as usize);
    if most.saturating_add(query.offset.unwrap_or_default() as usize) <= WINDOW {
        return Ok(None);
    }
    let grouped = query.generative.as_ref().is_some_and(|asked| asked.grouped.is_some());
    for (clause, there) in
        [("sort", !query.sort.is_empty()), ("boost", query.boost.is_some()), ("grouped_task", grouped)]
    {
        if there {
            let many = ids.len();
            return Err(Error::invalid(format!(
                "`ids` are {many}, which are asked in parts of {WINDOW}: `{clause}` is about all at once, so give fewer, or a `limit` of {WINDOW} or less"
            )));
        }
    }
    // In one question an object comes once, however often its id is there.
    let mut seen = HashSet::with_capacity(ids.len());
    let ids: Vec<String> = ids.iter().filter(|id| seen.insert(id.as_str())).cloned().collect();
    Ok(Some(ids.chunks(WINDOW).map(<[String]>::to_vec).collect()))
}

/// The replies of the windows as one, behind `offset` and up to `limit`. Messages behind one another are one whose lists are
/// joined.
pub(super) fn joined(query: &ir::Query, replies: &[&[u8]]) -> Result<Vec<u8>> {
    let whole = replies.concat();
    let first = query.offset.unwrap_or_default() as usize;
    let last = query.limit.map_or(usize::MAX, |limit| first.saturating_add(limit as usize));
    if first == 0 && repeated(&whole, RESULTS)?.len() <= last {
        return Ok(whole);
    }
    let mut place = 0;
    rebuilt(&whole, |number, _| {
        if number != RESULTS {
            return Ok(Field::Kept);
        }
        place += 1;
        Ok(if (first..last).contains(&(place - 1)) { Field::Kept } else { Field::Dropped })
    })
}

/// The field of a `SearchReply` that holds the objects.
const RESULTS: u64 = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::{ir::SortBy, wire::put_bytes};

    fn asked(ids: usize) -> ir::Query {
        ir::Query { ids: Some((0..ids).map(|id| id.to_string()).collect()), ..ir::Query::new("A") }
    }

    #[test]
    fn parts_have_no_more_ids_than_a_server_answers_with() {
        assert_eq!(windows(&asked(WINDOW)).unwrap(), None);
        let sizes =
            |query| windows(&query).unwrap().map(|parts| parts.iter().map(Vec::len).collect::<Vec<_>>());
        assert_eq!(sizes(asked(WINDOW + 1)), Some(vec![WINDOW, 1]));
        // What is within one answer is one question, in any order.
        assert_eq!(sizes(ir::Query { limit: Some(3), offset: Some(9_997), ..asked(WINDOW + 1) }), None);
        assert_eq!(
            sizes(ir::Query { limit: Some(4), offset: Some(9_997), ..asked(WINDOW + 1) }),
            Some(vec![WINDOW, 1])
        );
        let mut twice = asked(WINDOW + 1);
        twice.ids.as_mut().unwrap()[WINDOW] = "0".into();
        assert_eq!(sizes(twice), Some(vec![WINDOW]));
        let key = SortBy { name: "n".into(), descending: false };
        assert!(windows(&ir::Query { sort: vec![key], ..asked(WINDOW + 1) }).is_err());
    }

    #[test]
    fn replies_are_one_behind_the_offset_and_up_to_the_limit() {
        let reply = |objects: &[&str]| {
            let mut reply = Vec::new();
            for object in objects {
                put_bytes(&mut reply, RESULTS as u32, object.as_bytes());
            }
            reply
        };
        let joined = |limit, offset| {
            let query = ir::Query { limit, offset, ..asked(0) };
            let (one, two) = (reply(&["a", "b"]), reply(&["c", "d"]));
            joined(&query, &[&one, &two]).unwrap()
        };
        assert_eq!(joined(None, None), reply(&["a", "b", "c", "d"]));
        assert_eq!(joined(Some(2), Some(1)), reply(&["b", "c"]));
        assert_eq!(joined(Some(9), Some(3)), reply(&["d"]));
    }
}
