//! The clauses by name, what each takes, and what is said about a word that is none.

use proc_macro2::Ident;

use crate::diag::Diagnostics;
use crate::{guess, token};

/// What stands after the colon of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Rust,
    Search,
    Float,
    Vector,
    Filter,
    Path,
    Sort,
    On,
    Operator,
    Select,
}

pub(super) struct Word {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
}

const fn word(name: &'static str, takes: Takes) -> Word {
    Word { name, takes }
}

const GET: &[Word] = &[
    word("bm25", Takes::Search),
    word("hybrid", Takes::Search),
    word("near_vector", Takes::Search),
    word("near_object", Takes::Search),
    word("on", Takes::On),
    word("operator", Takes::Operator),
    word("alpha", Takes::Float),
    word("vector", Takes::Vector),
    word("target", Takes::Path),
    word("distance", Takes::Float),
    word("certainty", Takes::Float),
    word("filter", Takes::Filter),
    word("sort", Takes::Sort),
    word("limit", Takes::Rust),
    word("offset", Takes::Rust),
    word("after", Takes::Rust),
    word("auto_limit", Takes::Rust),
    word("select", Takes::Select),
];

const AGGREGATE: &[Word] = &[
    word("bm25", Takes::Search),
    word("hybrid", Takes::Search),
    word("near_vector", Takes::Search),
    word("near_object", Takes::Search),
    word("on", Takes::On),
    word("operator", Takes::Operator),
    word("alpha", Takes::Float),
    word("vector", Takes::Vector),
    word("target", Takes::Path),
    word("distance", Takes::Float),
    word("certainty", Takes::Float),
    word("filter", Takes::Filter),
    word("group_by", Takes::Path),
    word("groups", Takes::Rust),
    word("object_limit", Takes::Rust),
    word("limit", Takes::Rust),
    word("select", Takes::Select),
];

/// Clauses of the language that this version does not have.
const LATER: &[&str] = &[
    "near_text",
    "ids",
    "near_image",
    "near_audio",
    "near_video",
    "near_depth",
    "near_thermal",
    "near_imu",
    "fusion",
    "max_distance",
    "move_to",
    "move_away",
    "objects_per_group",
    "rerank",
    "rerank_query",
    "boost",
    "diversity",
    "prompt",
    "grouped_task",
    "grouped_on",
    "provider",
];

/// The clauses of an aggregate, or of any other query.
pub(super) fn table(aggregate: bool) -> &'static [Word] {
    if aggregate { AGGREGATE } else { GET }
}

pub(super) fn find(table: &'static [Word], key: &Ident) -> Option<&'static Word> {
    table.iter().find(|word| *key == word.name)
}

/// Whether the clause is a search.
pub(super) fn is_search(key: &Ident) -> bool {
    table(false).iter().any(|word| word.takes == Takes::Search && *key == word.name)
}

/// Says that `key` is no clause here, and what may have been meant.
pub(super) fn unknown(key: &Ident, aggregate: bool, diagnostics: &mut Diagnostics) {
    let name = token::plain(key);
    if LATER.contains(&name.as_str()) {
        diagnostics.error(key.span(), format!("`{name}` is not supported yet"));
    } else if !aggregate && find(AGGREGATE, key).is_some() {
        let message = match name.as_str() {
            "group_by" | "groups" => format!("`{name}` is supported only by `query!(aggregate …)` yet"),
            _ => format!("`{name}` belongs to `query!(aggregate …)`"),
        };
        diagnostics.error(key.span(), message);
    } else if aggregate && find(GET, key).is_some() {
        diagnostics.error(key.span(), format!("an aggregate has no `{name}`"));
    } else {
        let names: Vec<&str> = table(aggregate).iter().map(|word| word.name).collect();
        let help = match name.as_str() {
            "where" => "did you mean `filter`?".to_owned(),
            "order_by" | "order" if !aggregate => "did you mean `sort`?".to_owned(),
            "fields" | "properties" | "return" => "did you mean `select`?".to_owned(),
            "properties_to_search" | "query_properties" => "did you mean `on`?".to_owned(),
            name => guess::help(name, &names),
        };
        diagnostics.help(key.span(), format!("there is no clause `{name}`"), help);
    }
}

/// A body to show for a clause that has none.
pub(super) fn example(key: &Ident) -> Option<&'static str> {
    Some(match key.to_string().as_str() {
        "bm25" | "hybrid" => "\"rust\"",
        "near_vector" | "vector" => "embedding",
        "near_object" | "after" => "id",
        "on" => "[.title ^ 2, .summary]",
        "operator" => "and",
        "alpha" => "0.7",
        "target" => ".embedding",
        "distance" | "certainty" => "0.3",
        "filter" => ".words >= 3",
        "sort" => ".words desc",
        "group_by" => ".slug",
        "auto_limit" => "1",
        "limit" | "offset" | "groups" | "object_limit" => "10",
        "select" => "{ .title }",
        _ => return None,
    })
}
