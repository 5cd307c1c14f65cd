//! What can be said only of a whole: a clause that is given twice or has no body, names that two parts of a selection
//! share, lists that are too long. On the AST alone; what is left out then, `expand` leaves out by the same rules.

mod clauses;
mod filter;
mod lists;
mod selection;
mod together;

use proc_macro2::Span;

use super::ast::{Condition, Query, Select, Sorting};
use crate::{diag::Diagnostics, token};

/// All of `query!`.
pub(super) fn query(query: &Query, diagnostics: &mut Diagnostics) {
    clauses::check(query, diagnostics);
    together::check(query, diagnostics);
    match &query.select {
        Some(Select::Items(_, items)) => selection::check(items, query.aggregate, diagnostics),
        Some(Select::Row(..) | Select::Empty(..)) | None => {}
    }
    diagnostics.turn_to(None);
    let selects = matches!(query.select, Some(Select::Row(..) | Select::Items(..)));
    if query.aggregate && !selects && !query.collection.is_empty() {
        let span = token::ends(&query.collection, Span::call_site()).0;
        let help = "write what to compute: `select: { count, .words { mean } }`";
        diagnostics.help(span, "an aggregate needs `select`", help);
    }
}

/// All of `filter!`.
pub(super) fn condition(condition: &Condition, diagnostics: &mut Diagnostics) {
    filter::check(&condition.filter, diagnostics);
}

/// All of `sort!`.
pub(super) fn sorting(sorting: &Sorting, diagnostics: &mut Diagnostics) {
    if sorting.orders.is_empty() && !sorting.collection.is_empty() {
        let help = "write `sort!(Article, .words desc)`";
        diagnostics.help(sorting.end, "expected a property to sort by", help);
    }
}
