//! A question as text: how it would be written in `query!`, and what the server will be told.
//!
//! For people who wonder what is asked: one line a clause, with the values that it has now, and at the end
//! what would be refused. Vectors are shown by their length and the settings of a provider by their names, as
//! one may be a key.

mod aggregate;
mod head;
mod rank;
mod search;
pub(super) mod shown;

use std::fmt::{self, Write as _};

pub use aggregate::explain_aggregate;

use self::{
    head::head,
    shown::{Name, Parts, Shown},
};
use super::{Context, check};
use crate::plain::ir::Query;

/// Explains a question: its clauses with the values they have now, the class it goes to and what limits it.
///
/// It never fails. What would be refused is explained, too, with the reason in a line of its own:
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let query = Query {
///     search: Some(Search::Bm25(Bm25 { query: "rust".into(), ..Bm25::default() })),
///     sort: vec![SortBy { name: "words".into(), descending: false }],
///     ..Query::new("Article")
/// };
/// let names = Names::new();
/// assert_eq!(
///     render::explain(&query, &render::Context::new(&names)),
///     "\
/// query Article
///   bm25: \"rust\"
///   sort: [.words asc]
///   limit: the server's default, 10 unless it is set otherwise
///   select: {  }
///   refused before it is sent: a search orders its own results: `sort` cannot be combined with `bm25`
/// "
/// );
/// ```
pub fn explain(query: &Query, cx: &Context<'_>) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write(&mut text, query, cx);
    text
}

/// One line a clause, in the order in which a server goes through them.
fn write(out: &mut String, query: &Query, cx: &Context<'_>) -> fmt::Result {
    head(out, "query", &query.collection, cx)?;
    if let Some(level) = cx.consistency {
        writeln!(out, "  consistency: {}", level.rest_name().to_lowercase())?;
    }
    if let Some(search) = &query.search {
        search::write(out, search)?;
    }
    if let Some(ids) = &query.ids {
        writeln!(out, "  ids: {ids:?}")?;
    }
    if let Some(filter) = &query.filter {
        writeln!(out, "  filter: {}", Shown(filter))?;
    }
    if !query.sort.is_empty() {
        let key = |key: &crate::plain::ir::SortBy| {
            format!("{} {}", Name(&key.name), if key.descending { "desc" } else { "asc" })
        };
        writeln!(out, "  sort: [{}]", query.sort.iter().map(key).collect::<Vec<_>>().join(", "))?;
    }
    rank::write(out, query)?;
    match query.limit.or(query.ids.as_ref().and_then(|ids| u32::try_from(ids.len()).ok())) {
        Some(limit) => writeln!(out, "  limit: {limit}")?,
        None => writeln!(out, "  limit: the server's default, 10 unless it is set otherwise")?,
    }
    for (name, value) in [("offset", query.offset), ("auto_limit", query.auto_limit)] {
        if let Some(value) = value {
            writeln!(out, "  {name}: {value}")?;
        }
    }
    if let Some(after) = &query.after {
        writeln!(out, "  after: {after}")?;
    }
    if query.profile {
        writeln!(out, "  profile: true")?;
    }
    writeln!(out, "  select: {}", Parts(&query.selection))?;
    if query.is_empty() {
        writeln!(out, "  answered without a request: no object can pass")?;
    } else if let Err(error) = check::query(query, cx) {
        writeln!(out, "  refused before it is sent: {error}")?;
    }
    let end = u64::from(query.limit.unwrap_or(0)) + u64::from(query.offset.unwrap_or(0));
    if end > 10_000 {
        writeln!(
            out,
            "  limit and offset together are {end}: a server answers 10000 at most unless QUERY_MAXIMUM_RESULTS says more; walk with `after`"
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::{
        ir::{Bm25, Filter, Item, KeywordOperator, Operator, Search, Target, Value},
        names::Names,
    };

    #[test]
    fn a_question_reads_as_it_would_be_written() {
        let target = Target { path: vec![], name: "words".into(), length: false, count: false, parts: false };
        let mut query = Query::new("Article");
        query.search = Some(Search::Bm25(Bm25 {
            query: "rust".into(),
            properties: vec![("title".into(), 2), ("summary".into(), 1)],
            operator: Some(KeywordOperator::Or(2)),
        }));
        query.filter = Some(Filter::Test { target, operator: Operator::GreaterEqual, value: Value::Int(3) });
        query.limit = Some(10);
        query.selection.items = vec![Item::Property("title".into())];
        let names = Names::new().with_prefix("T_").unwrap();
        let expected = "query Article (class T_Article)\n  bm25: \"rust\"\n  on: [.title ^ 2, .summary]\n  operator: or(2)\n  filter: .words >= 3\n  limit: 10\n  select: { .title }\n";
        assert_eq!(explain(&query, &Context::new(&names)), expected);
    }
}
