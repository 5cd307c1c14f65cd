//! Lists: neither empty nor longer than the facade takes, and weights where they are needed.

use proc_macro2::{Ident, Span};

use super::super::{
    ast::{ForTarget, Order, Path, Weighted},
    words,
};
use crate::{arity, diag::Diagnostics, token};

/// The body of `sort`.
pub(super) fn orders(orders: &[Order], end: Span, diagnostics: &mut Diagnostics) {
    if orders.is_empty() {
        diagnostics.help(end, "`sort` names no property", "write `sort: .words desc`");
    }
}

/// The body of `on` or `grouped_on`.
pub(super) fn properties(key: &Ident, list: &[Weighted], end: Span, diagnostics: &mut Diagnostics) {
    if list.is_empty() {
        let help = format!("write `{key}: {}`", words::properties(&key.to_string()));
        diagnostics.help(end, format!("`{key}` names no property"), help);
    }
    if let Some(extra) = list.get(arity::PROPERTIES) {
        let message = format!("`{key}` takes at most {} properties", arity::PROPERTIES);
        diagnostics.error(extra.path.dot(), message);
    }
}

/// Targets that are joined.
pub(super) fn joined(word: &Ident, list: &[Weighted], diagnostics: &mut Diagnostics) {
    if words::weighs(word) == Some(true) {
        let mut without = list.iter().filter(|target| target.weight.is_none() && !target.broken);
        // One mistake, at the first of them.
        if let Some(target) = without.find(|target| !target.path.is_unfinished()) {
            let name = name(&target.path);
            let help = format!("write `.{name} * 0.5`");
            diagnostics.help(target.path.dot(), format!("`.{name}` has no weight in `{word}`"), help);
        }
    }
    if let [one] = list
        && !one.path.is_unfinished()
    {
        let help = format!("write `target: .{}`", name(&one.path));
        diagnostics.help(word.span(), format!("`{word}` joins several vectors"), help);
    }
    if let Some(extra) = list.get(arity::TARGETS) {
        diagnostics.error(extra.path.dot(), format!("`target` takes at most {} vectors", arity::TARGETS));
    }
}

/// Vectors for several targets.
pub(super) fn per_target(vectors: &[ForTarget], diagnostics: &mut Diagnostics) {
    if let Some(extra) = vectors.get(arity::TARGETS) {
        diagnostics.error(extra.path.dot(), format!("a search takes at most {} vectors", arity::TARGETS));
    }
}

fn name(path: &Path) -> String {
    path.last().map_or_else(String::new, token::plain)
}
