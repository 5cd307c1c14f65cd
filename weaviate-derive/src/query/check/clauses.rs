//! The clauses of a question: each once, each with a body, the search first.

use proc_macro2::Ident;

use super::{
    super::{
        ast::{Body, Clause, Query, Select},
        words,
    },
    filter, lists,
};
use crate::diag::Diagnostics;

/// All clauses, and `select` as one of them.
pub(super) fn check(query: &Query, diagnostics: &mut Diagnostics) {
    for (at, clause) in query.clauses.iter().enumerate() {
        diagnostics.turn_to(clause.place);
        if query.is_repeated(at, clause) {
            twice(&clause.key, diagnostics);
            continue;
        }
        let search = words::is_search(&clause.key);
        let searches = query.clauses.iter().take(at).any(|other| words::is_search(&other.key));
        let first = at == 0 && !(query.select.is_some() && query.before_select == 0);
        if search && !searches && !first {
            let message = format!("the search is the first clause: move `{}` to the front", clause.key);
            diagnostics.error(clause.key.span(), message);
        }
        body(clause, diagnostics);
    }
    if let Some(Select::Empty(key, place)) = &query.select {
        diagnostics.turn_to(*place);
        empty(key, diagnostics);
    }
    for (key, place) in &query.selects_again {
        diagnostics.turn_to(*place);
        twice(key, diagnostics);
    }
}

fn twice(key: &Ident, diagnostics: &mut Diagnostics) {
    diagnostics.help(key.span(), format!("`{key}` is given twice"), "remove one of the two");
}

fn empty(key: &Ident, diagnostics: &mut Diagnostics) {
    let help = words::example(key).map_or_else(String::new, |example| format!("write `{key}: {example}`"));
    diagnostics.help(key.span(), format!("`{key}` has no value"), help);
}

fn body(clause: &Clause, diagnostics: &mut Diagnostics) {
    match &clause.body {
        Body::Empty => empty(&clause.key, diagnostics),
        Body::Filter(found) => filter::check(found, diagnostics),
        Body::Sort(orders) => lists::orders(orders, clause.end, diagnostics),
        Body::On(list) => lists::properties(&clause.key, list, clause.end, diagnostics),
        Body::Joined(word, list) => lists::joined(word, list, diagnostics),
        Body::PerTarget(vectors) => lists::per_target(vectors, diagnostics),
        Body::Missing
        | Body::Unread
        | Body::Rust(_)
        | Body::Float(_)
        | Body::Zero
        | Body::Borrowed(_)
        | Body::Path(_)
        | Body::Word(..)
        | Body::Part(..)
        | Body::None(_)
        | Body::Prompt(_) => {}
    }
}
