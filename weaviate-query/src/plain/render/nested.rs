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
//! | `.author.home.is_null()` | those with a `home` too, where a list or another object stands beside it | `.author.is_not_null() && !(.author.home.is_not_null() && every object)` |
//! | `.author.home.town != "x"` | all, where something stands beside `home` | `.author.home.is_not_null() && !(.author.home.town == "x" && every object)` |
//! | `.author.home.town == "x" && .author.marks contains_any [1]` | none | each of them `&& every object` |
//!
//! It takes a condition as one about elements where everything in it is about the same nested property. So one that every
//! object passes, beside it, makes it one about objects; and tests that are joined by `&&` stay about the same element.
//!
//! The last three have one cause. A nested object is, to a server, the values in its lists and in the objects inside it,
//! each at a place; what else it has is at all of these places. "Another value" and "none" it looks for at each of
//! them, and "both" at one. In an object of a list there are no other words for that, see [`check`](super::check).

use std::borrow::Cow;

use super::place::{Place, is_apart, is_hidden};
use crate::plain::ir::{Filter, Operator, Step, Target, Value};

/// The filter as a server has to be asked; the same, if it looks into no nested object.
pub(super) fn as_meant(filter: &Filter) -> Cow<'_, Filter> {
    if is_about(filter, &|target| target.path.iter().any(is_object)) {
        Cow::Owned(rewritten(filter))
    } else {
        Cow::Borrowed(filter)
    }
}

fn is_object(step: &Step) -> bool {
    matches!(step, Step::Object(_) | Step::Objects(_))
}

/// Whether a test of it looks at such a target.
fn is_about(filter: &Filter, such: &dyn Fn(&Target) -> bool) -> bool {
    match filter {
        Filter::Constant(_) => false,
        Filter::All(parts) | Filter::Any(parts) => parts.iter().any(|part| is_about(part, such)),
        Filter::Not(inner) => is_about(inner, such),
        Filter::Test { target, .. } => such(target),
    }
}

/// Whether it looks into a nested object of the object itself. Behind a link each test is asked by itself, and a server
/// takes `!` before it as the opposite.
fn is_own(target: &Target) -> bool {
    target.path.first().is_some_and(is_object)
}

fn rewritten(filter: &Filter) -> Filter {
    match filter {
        Filter::All(parts) => Filter::All(asunder(parts)),
        Filter::Any(parts) => Filter::Any(parts.iter().map(rewritten).collect()),
        Filter::Not(inner) if is_about(inner, &is_own) => opposite(rewritten(inner)),
        Filter::Test { target, operator, value } if target.path.iter().any(is_object) => {
            let test = |operator, value: &Value| Filter::Test {
                target: target.clone(),
                operator,
                value: value.clone(),
            };
            let own = is_own(target);
            match (operator, value) {
                (Operator::IsNull, Value::Boolean(true)) if is_hidden(target) => {
                    lacking(target, test(Operator::IsNull, &Value::Boolean(false)))
                }
                (Operator::NotEqual, value) if is_hidden(target) => {
                    lacking(target, test(Operator::Equal, value))
                }
                (Operator::NotEqual, value) if own => Filter::Not(Box::new(test(Operator::Equal, value))),
                (Operator::ContainsNone, value) if own => opposite(test(Operator::ContainsAny, value)),
                (Operator::MatchesNone, value) if own => opposite(test(Operator::MatchesAny, value)),
                _ => filter.clone(),
            }
        }
        _ => filter.clone(),
    }
}

/// The parts of an `&&`, those about objects that a server would look for at one place of an object, where they cannot be.
fn asunder(parts: &[Filter]) -> Vec<Filter> {
    let places = Place::all(parts);
    let is_asunder = |part: &Filter| {
        let of = Place::all(std::slice::from_ref(part));
        of.iter().any(|place| places.iter().any(|other| is_apart(place, other)))
            && !is_about(part, &|target| target.path.iter().any(|step| matches!(step, Step::Objects(_))))
    };
    parts
        .iter()
        .map(
            |part| {
                if is_asunder(part) { Filter::All(vec![rewritten(part), every()]) } else { rewritten(part) }
            },
        )
        .collect()
}

/// Where there is the object that a property belongs to, and not this of the property.
fn lacking(target: &Target, test: Filter) -> Filter {
    let mut path = target.path.clone();
    let Some(Step::Object(name) | Step::Objects(name)) = path.pop() else { return opposite(test) };
    let owner = Target { path, name, length: false, count: false, parts: true };
    let is_there = Filter::Test { target: owner, operator: Operator::IsNull, value: Value::Boolean(false) };
    Filter::All(vec![is_there, opposite(test)])
}

/// The objects that do not pass, in place of those with an element that does not.
fn opposite(filter: Filter) -> Filter {
    Filter::Not(Box::new(Filter::All(vec![filter, every()])))
}

/// What every object passes: it has another id than one that is none.
fn every() -> Filter {
    let id = Target { path: Vec::new(), name: "_id".into(), length: false, count: false, parts: false };
    Filter::Test { target: id, operator: Operator::NotEqual, value: Value::Text("-".into()) }
}
