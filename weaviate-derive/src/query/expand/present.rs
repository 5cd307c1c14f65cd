//! Which properties an object has that passes the filter, as far as its words show: those of tests that an absent value
//! does not pass. A prompt may name an `Option` then.

use super::super::ast::{Body, Filter, Join, Path, Query, Test};
use crate::token;

/// Their names.
pub(super) fn names(query: &Query) -> Vec<String> {
    let mut names = Vec::new();
    for clause in query.clauses() {
        if let Body::Filter(filter) = &clause.body {
            add(filter, &mut names);
        }
    }
    names
}

/// Only what stands in every case: `&&` of tests, nothing behind `!`, `||` or `if`.
fn add(filter: &Filter, names: &mut Vec<String>) {
    match filter {
        Filter::Test(path, test) => names.extend(tested(path, test)),
        Filter::Join(Join::And, _, left, right) => {
            add(left, names);
            add(right, names);
        }
        Filter::Join(Join::Or, ..) | Filter::Not(..) | Filter::If(_) | Filter::Gap | Filter::Rust(_) => {}
    }
}

/// `.title like "*"`, `.title.is_not_null()`
fn tested(path: &Path, test: &Test) -> Option<String> {
    let (steps, called) = match path.steps.as_slice() {
        [steps @ .., last] if last.call.is_some() => (steps, last.name.as_ref()),
        steps => (steps, None),
    };
    let [step] = steps else { return None };
    let passed = match (test, called) {
        (Test::Alone, Some(called)) => called == "is_not_null",
        (Test::Alone, None) => true,
        // An absent value differs from every other, and contains none of them.
        (Test::Operator(operator, _), None) => operator != "ne" && operator != "contains_none",
        (Test::Operator(..), Some(_)) | (Test::Absent(..) | Test::Broken, _) => false,
    };
    step.name.as_ref().filter(|_| passed).map(token::plain)
}
