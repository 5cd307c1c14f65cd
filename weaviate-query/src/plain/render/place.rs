//! Where in a nested object a server looks for what a test asks: which tests cannot meet there.
//!
//! Values of lists, and of objects inside, are at places of their own; what else an object has is at all places of it
//! (1.39.0). So two tests are looked for at one place where the object of the one holds the other.

use std::collections::BTreeSet;

use crate::plain::ir::{Filter, Operator, Step, Target, Value};

/// The names down to where a value's places are, each with whether it is a list of objects.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place<'f>(Vec<(&'f str, bool)>);

impl<'f> Place<'f> {
    /// Of a test in nested objects of the object itself.
    fn of(target: &'f Target) -> Option<Self> {
        let mut names = Vec::new();
        for step in &target.path {
            match step {
                Step::Object(name) => names.push((name.as_str(), false)),
                Step::Objects(name) => names.push((name.as_str(), true)),
                Step::Link { .. } => return None,
            }
        }
        if names.is_empty() {
            return None;
        }
        if target.parts {
            names.push((&target.name, false));
        }
        Some(Self(names))
    }

    /// All that a server looks for together, where these are joined by `&&`: no opposites, which are about objects.
    pub(super) fn all(parts: &'f [Filter]) -> BTreeSet<Self> {
        fn add<'f>(filter: &'f Filter, all: &mut BTreeSet<Place<'f>>) {
            match filter {
                Filter::Constant(_) | Filter::Not(_) => {}
                Filter::All(parts) | Filter::Any(parts) => parts.iter().for_each(|part| add(part, all)),
                Filter::Test { target, operator, value } => {
                    let Some(mut place) = Place::of(target) else { return };
                    if matches!(operator, Operator::ContainsNone | Operator::MatchesNone) {
                        return;
                    }
                    // It is asked of the object around it.
                    if target.parts && *operator == Operator::IsNull && *value == Value::Boolean(true) {
                        place.0.pop();
                    }
                    all.insert(place);
                }
            }
        }
        let mut all = BTreeSet::new();
        for part in parts {
            add(part, &mut all);
        }
        all
    }

    /// As a person writes it.
    pub(super) fn shown(&self) -> String {
        self.0.iter().fold(String::new(), |out, (name, _)| out + "." + name)
    }
}

/// Whether two tests are looked for at places of one object, none of which is a place of both.
pub(super) fn is_apart(one: &Place<'_>, other: &Place<'_>) -> bool {
    let common = common(one, other);
    common > 0 && common < one.0.len() && common < other.0.len()
}

/// The list of objects, of one of which both would have to be true; none where an object is asked as a whole.
pub(super) fn element<'f>(one: &Place<'f>, other: &Place<'f>) -> Option<Place<'f>> {
    let names = one.0.get(..common(one, other))?;
    let last = names.iter().rposition(|(_, list)| *list)?;
    Some(Place(names.get(..=last)?.to_vec()))
}

fn common(one: &Place<'_>, other: &Place<'_>) -> usize {
    one.0.iter().zip(&other.0).take_while(|(a, b)| a == b).count()
}

/// Whether a server takes what is beside a property for another value of it, or for none: it is one with parts, or of an
/// object inside another.
pub(super) fn is_hidden(target: &Target) -> bool {
    let inside = target.path.iter().filter(|step| !matches!(step, Step::Link { .. })).count();
    match target.path.last() {
        Some(Step::Objects(_)) => target.parts,
        Some(Step::Object(_)) => target.parts || inside > 1,
        Some(Step::Link { .. }) | None => false,
    }
}

/// The list of objects that has to be asked object by object for what is hidden: there are no words for that.
pub(super) fn hidden_in(target: &Target) -> Option<&str> {
    let list = target.path.iter().rev().find_map(|step| match step {
        Step::Objects(name) => Some(name.as_str()),
        _ => None,
    });
    list.filter(|_| is_hidden(target))
}
