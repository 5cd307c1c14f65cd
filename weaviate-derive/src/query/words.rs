//! The clauses by name, what each takes, and what is said about an unknown one.

use proc_macro2::Ident;

use crate::{diag::Diagnostics, guess, token};

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
    /// Properties.
    List,
    Operator,
    Fusion,
    Target,
    Prompt,
    Select,
}

pub(super) struct Word {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
}

const fn word(name: &'static str, takes: Takes) -> Word {
    Word { name, takes }
}

/// The clauses of searches, which aggregates have too.
macro_rules! table {
    ($($own:expr),* $(,)?) => {
        &[
            word("hybrid", Takes::Search),
            word("near_text", Takes::Search),
            word("near_vector", Takes::Search),
            word("near_object", Takes::Search),
            word("near_image", Takes::Search),
            word("near_audio", Takes::Search),
            word("near_video", Takes::Search),
            word("near_depth", Takes::Search),
            word("near_thermal", Takes::Search),
            word("near_imu", Takes::Search),
            word("on", Takes::On),
            word("operator", Takes::Operator),
            word("alpha", Takes::Float),
            word("fusion", Takes::Fusion),
            word("vector", Takes::Vector),
            word("max_distance", Takes::Float),
            word("target", Takes::Target),
            word("distance", Takes::Float),
            word("certainty", Takes::Float),
            word("move_to", Takes::Rust),
            word("move_away", Takes::Rust),
            word("filter", Takes::Filter),
            word("group_by", Takes::Path),
            word("groups", Takes::Rust),
            word("limit", Takes::Rust),
            $($own),*
        ]
    };
}

const GET: &[Word] = table![
    word("bm25", Takes::Search),
    word("sort", Takes::Sort),
    word("offset", Takes::Rust),
    word("after", Takes::Rust),
    word("ids", Takes::Rust),
    word("auto_limit", Takes::Rust),
    word("objects_per_group", Takes::Rust),
    word("rerank", Takes::Path),
    word("rerank_query", Takes::Rust),
    word("boost", Takes::Rust),
    word("diversity", Takes::Rust),
    word("prompt", Takes::Prompt),
    word("grouped_task", Takes::Rust),
    word("grouped_on", Takes::List),
    word("provider", Takes::Rust),
    word("full_prompt", Takes::Rust),
    word("profile", Takes::Rust),
    word("select", Takes::Select),
];

const AGGREGATE: &[Word] = table![word("object_limit", Takes::Rust), word("select", Takes::Select)];

/// The clauses of an aggregate, or of any other query.
pub(super) fn table(aggregate: bool) -> &'static [Word] {
    if aggregate { AGGREGATE } else { GET }
}

pub(super) fn find(table: &'static [Word], key: &Ident) -> Option<&'static Word> {
    // Each comparison of an identifier asks the compiler for its text.
    let key = key.to_string();
    table.iter().find(|word| key == word.name)
}

/// Whether the clause is a search.
pub(super) fn is_search(key: &Ident) -> bool {
    let key = key.to_string();
    table(false).iter().any(|word| word.takes == Takes::Search && key == word.name)
}

/// Says that `key` is no clause here, and what may have been meant.
pub(super) fn unknown(key: &Ident, aggregate: bool, diagnostics: &mut Diagnostics) {
    let name = token::plain(key);
    if !aggregate && find(AGGREGATE, key).is_some() {
        let message = format!("`{name}` belongs to `query!(aggregate …)`");
        diagnostics.error(key.span(), message);
    } else if aggregate && name == "bm25" {
        let help = "search words with `hybrid: \"…\", alpha: 0, object_limit: 100`";
        diagnostics.help(key.span(), "an aggregate has no `bm25`", help);
    } else if aggregate && find(GET, key).is_some() {
        diagnostics.error(key.span(), format!("an aggregate has no `{name}`"));
    } else {
        let names: Vec<&str> = table(aggregate).iter().map(|word| word.name).collect();
        let help = match name.as_str() {
            "where" => "did you mean `filter`?".to_owned(),
            "order_by" | "order" if !aggregate => "did you mean `sort`?".to_owned(),
            "fields" | "properties" | "return" | "return_properties" | "return_metadata" => {
                "did you mean `select`?".to_owned()
            }
            "properties_to_search" | "query_properties" => "did you mean `on`?".to_owned(),
            "query" => "the search is a clause: `bm25: …`, `hybrid: …`, `near_text: …`".to_owned(),
            "target_vector" | "target_vectors" => "did you mean `target`?".to_owned(),
            "autocut" | "autolimit" => "did you mean `auto_limit`?".to_owned(),
            "single_prompt" => "did you mean `prompt`?".to_owned(),
            "max_vector_distance" => "did you mean `max_distance`?".to_owned(),
            "fusion_type" => "did you mean `fusion`?".to_owned(),
            "mmr" | "diversity_selection" => "did you mean `diversity`?".to_owned(),
            name => guess::help(name, &names),
        };
        diagnostics.help(key.span(), format!("there is no clause `{name}`"), help);
    }
}

/// Words that join distances, and whether each of their vectors has a weight.
const JOINS: &[(&str, bool)] =
    &[("sum", false), ("average", false), ("minimum", false), ("weighted", true), ("relative", true)];

/// Whether `word` joins distances, and by weights.
pub(super) fn weighs(word: &Ident) -> Option<bool> {
    JOINS.iter().find(|(join, _)| word == join).map(|(_, weighs)| *weighs)
}

/// All words that join distances.
pub(super) fn joins() -> Vec<&'static str> {
    JOINS.iter().map(|(join, _)| *join).collect()
}

/// Words of a search's selection.
pub(super) const METADATA: &[&str] = &[
    "id",
    "created_at",
    "updated_at",
    "score",
    "distance",
    "certainty",
    "explain_score",
    "rerank_score",
    "is_consistent",
    "generated",
    "vector",
];
/// Words of the braces after a property of an aggregate.
pub(super) const METRICS: &[&str] = &[
    "count",
    "mean",
    "median",
    "mode",
    "sum",
    "min",
    "max",
    "top",
    "true_count",
    "false_count",
    "true_share",
    "false_share",
    "pointing_to",
];

/// A list of properties to show for a clause that takes one.
pub(super) fn properties(key: &str) -> &'static str {
    if key == "on" { "[.title ^ 2, .summary]" } else { "[.title, .summary]" }
}

/// A body to show for a clause that has none.
pub(super) fn example(key: &Ident) -> Option<&'static str> {
    Some(match key.to_string().as_str() {
        "bm25" | "hybrid" | "near_text" | "rerank_query" => "\"rust\"",
        "near_image" | "near_audio" | "near_video" | "near_depth" | "near_thermal" | "near_imu" => "bytes",
        "fusion" => "relative_score",
        "max_distance" => "0.3",
        "move_to" | "move_away" => "Move::new(0.5).concepts(\"rust\")",
        "ids" => "[id]",
        "rerank" => ".title",
        "boost" => "Boost::filter(condition!(Article, .public))",
        "diversity" => "Diversity::mmr(5)",
        "prompt" => "\"Translate {title} to French\"",
        "grouped_task" => "\"What do these have in common?\"",
        "grouped_on" => "[.title]",
        "provider" => "generative::openai()",
        "profile" | "full_prompt" => "true",
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
        "limit" | "offset" | "groups" | "object_limit" | "objects_per_group" => "10",
        "select" => "{ .title }",
        _ => return None,
    })
}
