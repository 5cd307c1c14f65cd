//! Walking past what a server gives at once: from id to id, page by page.
//!
//! A server has a cursor, `after`, which takes no filter beside it. With a filter the pages are ordered by the id, and each
//! is asked for by one more condition, that the id is behind the last one. Ids are compared there as text, which for ids
//! in lower case is their order (1.39.0).

use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    ir::{Filter, Operator, Query, Search, SortBy, Target, Value},
};

/// So many objects are read at once: servers may be set up to give no more than a few hundred.
pub(crate) const PAGE: u32 = 100;

/// The question for at most `size` objects behind `last`; none begins with the first.
///
/// Without a filter it begins with the nil id: the cursor names the id before the first one, and none is before that, so
/// its object is asked for by [`first`].
pub(crate) fn page(query: &Query, last: Option<Uuid>, size: u32) -> Query {
    let behind = last.unwrap_or_default().as_hyphenated().to_string();
    if !is_narrowed(query) {
        return Query { after: Some(behind), limit: Some(size), ..query.clone() };
    }
    let target = Target { path: Vec::new(), name: "_id".into(), length: false, count: false, parts: false };
    let behind = Filter::Test { target, operator: Operator::Greater, value: Value::Text(behind) };
    let parts = query.filter.iter().cloned().chain(last.map(|_| behind));
    Query {
        filter: Some(Filter::all(parts)),
        sort: vec![SortBy { name: "_id".into(), descending: false }],
        limit: Some(size),
        after: None,
        ..query.clone()
    }
}

/// So many ids are asked for at once.
const IDS: usize = 1_000;

/// The ids that a question names, in their order, each once and in parts that a server answers with; none if it names
/// none, or no more than one part.
pub(crate) fn parts(query: &mut Query) -> std::vec::IntoIter<Vec<String>> {
    let Some(ids) = query.ids.as_mut().filter(|ids| ids.len() > IDS) else { return Vec::new().into_iter() };
    ids.sort_unstable();
    ids.dedup();
    let parts: Vec<Vec<String>> = ids.chunks(IDS).map(<[String]>::to_vec).collect();
    parts.into_iter()
}

/// The question for the object of the nil id, where [`page`] does not find it.
pub(crate) fn first(query: &Query) -> Option<Query> {
    let nil = Query { filter: Some(Filter::id(Uuid::nil())), limit: Some(1), ..query.clone() };
    (!is_narrowed(query)).then_some(nil)
}

/// Refuses what has another order than that of the ids, or no place in it, by its name.
pub(crate) fn check(query: &Query) -> Result<()> {
    let refused = [
        (query.search.as_ref().map(Search::name), "ranks all that it finds"),
        ((!query.sort.is_empty()).then_some("sort"), "orders all that it finds"),
        (query.boost.as_ref().map(|_| "boost"), "ranks all that it finds"),
        (query.offset.map(|_| "offset"), "counts from the first object"),
        (query.generative.as_ref().map(|_| "prompt"), "is answered for one page"),
    ];
    match refused.into_iter().find_map(|(clause, why)| Some((clause?, why))) {
        None => Ok(()),
        Some((clause, why)) => Err(Error::invalid(format!(
            "a stream goes from id to id, and `{clause}` {why}: leave it out, or `fetch` with a larger `limit`"
        ))),
    }
}

fn is_narrowed(query: &Query) -> bool {
    query.ids.is_some() || query.filter.as_ref().is_some_and(|filter| *filter != Filter::Constant(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_filter_the_cursor_goes_on() {
        let (query, id) = (Query::new("Article"), Uuid::from_u128(7));
        let expected = Query { after: Some(id.to_string()), limit: Some(5), ..query.clone() };
        assert_eq!(page(&query, Some(id), 5), expected);
        assert_eq!(page(&query, None, 5).after, Some(Uuid::nil().to_string()));
        assert_eq!(first(&query).unwrap().filter, Some(Filter::id(Uuid::nil())));
    }

    #[test]
    fn with_one_the_condition_does() {
        let one = Filter::id(Uuid::from_u128(1));
        let query = Query { filter: Some(one.clone()), ..Query::new("Article") };
        let begun = page(&query, None, 5);
        assert_eq!((begun.filter, begun.after, begun.sort.len()), (Some(one), None, 1));
        let Some(Filter::All(parts)) = page(&query, Some(Uuid::from_u128(7)), 5).filter else {
            panic!("two parts")
        };
        assert_eq!(parts.len(), 2);
        assert!(first(&query).is_none());
    }

    #[test]
    fn what_has_another_order_is_named() {
        let bm25 = weaviate_query::ir::Bm25 { query: "x".into(), properties: vec![], operator: None };
        let searched = Query { search: Some(Search::Bm25(bm25)), ..Query::new("Article") };
        let sorted =
            Query { sort: vec![SortBy { name: "a".into(), descending: true }], ..Query::new("Article") };
        let skipping = Query { offset: Some(1), ..Query::new("Article") };
        for (query, word) in [(searched, "`bm25`"), (sorted, "`sort`"), (skipping, "`offset`")] {
            assert!(check(&query).unwrap_err().to_string().contains(word), "{word}");
        }
        assert!(check(&Query::new("Article")).is_ok());
    }
}
