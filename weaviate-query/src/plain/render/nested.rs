//! What a filter inside nested objects means, in the form in which a server takes it so.
//!
//! A test on a way is met where one of what the way leads to meets it; `!=` is another value or none, and `!` the opposite of
//! what it stands before. A server answers something else inside nested objects of the object itself (1.39.0):
//!
//! | asked | a server's answer | sent instead |
//! |---|---|---|
//! | `.author.born != 1900` | leaves out those without `born` | `!(.author.born == 1900)`, which it takes element by element |
//! | `!(.editors.born == 1900)` | some editor has not, as of `!=` | `!(.editors.born == 1900 && every object)` |
//! | `.editors.marks contains_none [1]` | some mark of some editor is not 1 | `!(.editors.marks contains_any [1] && every object)` |
//!
//! It takes a condition as one about elements where everything in it is about the same nested property. So one that every
//! object passes, beside it, makes it one about objects; and tests that are joined by `&&` stay about the same element.

use std::borrow::Cow;

use crate::plain::ir::{Filter, Operator, Step, Target, Value};

/// The filter as a server has to be asked; the same, if it looks into no nested object.
pub(super) fn as_meant(filter: &Filter) -> Cow<'_, Filter> {
    if is_nested(filter) { Cow::Owned(rewritten(filter)) } else { Cow::Borrowed(filter) }
}

/// Whether a test of it looks into a nested object of the object itself. Behind a link each test is asked by itself, and
/// a server takes `!` before it as the opposite.
fn is_nested(filter: &Filter) -> bool {
    match filter {
        Filter::Constant(_) => false,
        Filter::All(parts) | Filter::Any(parts) => parts.iter().any(is_nested),
        Filter::Not(inner) => is_nested(inner),
        Filter::Test { target, .. } => matches!(target.path.first(), Some(Step::Object(_))),
    }
}

fn rewritten(filter: &Filter) -> Filter {
    match filter {
        Filter::All(parts) => Filter::All(parts.iter().map(rewritten).collect()),
        Filter::Any(parts) => Filter::Any(parts.iter().map(rewritten).collect()),
        Filter::Not(inner) if is_nested(inner) => opposite(rewritten(inner)),
        Filter::Test { target, operator, value } if is_nested(filter) => {
            let test = |operator| Filter::Test { target: target.clone(), operator, value: value.clone() };
            match operator {
                Operator::NotEqual => Filter::Not(Box::new(test(Operator::Equal))),
                Operator::ContainsNone => opposite(test(Operator::ContainsAny)),
                Operator::MatchesNone => opposite(test(Operator::MatchesAny)),
                _ => filter.clone(),
            }
        }
        _ => filter.clone(),
    }
}

/// The objects that do not pass, in place of those with an element that does not.
fn opposite(filter: Filter) -> Filter {
    Filter::Not(Box::new(Filter::All(vec![filter, every()])))
}

/// What every object passes: it has another id than one that is none.
fn every() -> Filter {
    let id = Target { path: Vec::new(), name: "_id".into(), length: false, count: false };
    Filter::Test { target: id, operator: Operator::NotEqual, value: Value::Text("-".into()) }
}
