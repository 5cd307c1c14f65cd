//! Rules of values: what `#[weaviate(validate(…))]` asks of a field, as functions that the derive calls.
//!
//! | rule | of what | in a list |
//! |---|---|---|
//! | `range(…)` | ints, numbers, dates | each element |
//! | `len(…)` | characters of a text, elements of a list, as the server's own `len` counts them | the list |
//! | `regex = "…"` | texts | each element |
//! | `one_of = […]` | texts, ints, numbers, dates, uuids | each element |
//! | `with = function` | everything | the list |
//!
//! An absent `Option` breaks no rule. A rule is asked where a field is handed to a sink, which every way in goes through;
//! [`check`](crate::check) asks the same rules of what is stored.
//!
//! Which types a rule is for is a trait on the type inside an `Option`; the operand's type comes out of it, so that a rule
//! on the wrong field is one error.

mod pattern;
mod types;

use std::{cmp::Ordering, fmt};

pub use pattern::Pattern;
pub use types::{Counted, Listed, Matched, Peel, Ranged, Said, Unwrapped};

use super::{marker::Property, property::PropertyType as _};
use crate::plain::{broken::Broken, wire::json::Patch};

/// The type of the field without its `Option`.
pub(crate) type Inner<P> = <<P as Property>::Type as Unwrapped>::Inner;

/// The rules of the field `P`: written on its struct, so that the expressions mean by `Self` what it says.
pub trait Rules<P: Property> {
    /// Adds what of the value breaks a rule.
    fn check(value: &P::Type, broken: &mut Vec<Broken>);
}

macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident: $ok:pat,)*) => {$(
        $(#[$doc])*
        pub fn $name<P, V>(value: &P::Type, limit: V, rule: &'static str, broken: &mut Vec<Broken>)
        where
            P: Property<Type: Unwrapped>,
            Inner<P>: Ranged<P>,
            V: Said<<Inner<P> as Ranged<P>>::One, P>,
        {
            let Some(value) = value.inside() else { return };
            value.each(&mut |place, one| {
                if !matches!(limit.order(one), $ok) {
                    broken.push(Broken::new(rule, place, one));
                }
            });
        }
    )*};
}

// How the limit stands to the value.
limits! {
    /// `range(limit..)`
    at_least: Some(Ordering::Less | Ordering::Equal),
    /// `range(..=limit)`
    at_most: Some(Ordering::Greater | Ordering::Equal),
    /// `range(..limit)`
    below: Some(Ordering::Greater),
}

/// `len(least..=most)`
pub fn len<P>(value: &P::Type, least: usize, most: usize, rule: &'static str, broken: &mut Vec<Broken>)
where
    P: Property<Type: Unwrapped>,
    Inner<P>: Counted<P>,
{
    let Some(value) = value.inside() else { return };
    let count = value.count();
    if !(least..=most).contains(&count) {
        let shown = Counting { count, of: Inner::<P>::OF, text: value.text() };
        broken.push(Broken::new(rule, None, &shown));
    }
}

/// A value of which the length is wrong.
struct Counting<'a> {
    count: usize,
    of: &'static str,
    text: Option<&'a str>,
}

impl fmt::Debug for Counting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, of, .. } = self;
        write!(f, "{count} {of} long")?;
        self.text.map_or(Ok(()), |text| write!(f, " ({text:?})"))
    }
}

/// `regex = "…"`
pub fn matches<P>(value: &P::Type, pattern: &Pattern, rule: &'static str, broken: &mut Vec<Broken>)
where
    P: Property<Type: Unwrapped>,
    Inner<P>: Matched<P, One = String>,
{
    let Some(value) = value.inside() else { return };
    value.each(&mut |place, text| {
        if !pattern.matches(text) {
            broken.push(Broken::new(rule, place, &text));
        }
    });
}

/// `one_of = […]`
pub fn one_of<P, V>(value: &P::Type, all: &[V], rule: &'static str, broken: &mut Vec<Broken>)
where
    P: Property<Type: Unwrapped>,
    Inner<P>: Listed<P>,
    V: Said<<Inner<P> as Listed<P>>::One, P>,
{
    let Some(value) = value.inside() else { return };
    value.each(&mut |place, one| {
        if !all.iter().any(|other| other.order(one) == Some(Ordering::Equal)) {
            broken.push(Broken::new(rule, place, one));
        }
    });
}

/// `with = function`
pub fn with<P, E: fmt::Display>(
    value: &P::Type,
    function: impl FnOnce(&Inner<P>) -> Result<(), E>,
    rule: &'static str,
    broken: &mut Vec<Broken>,
) where
    P: Property<Type: Unwrapped>,
{
    let Some(value) = value.inside() else { return };
    if let Err(why) = function(value) {
        broken.push(Broken { why: Some(why.to_string()), ..Broken::new(rule, None, &Written::<P>(value)) });
    }
}

/// A value of any type, as JSON.
struct Written<'a, P: Property<Type: Unwrapped>>(&'a Inner<P>);

impl<P: Property<Type: Unwrapped>> fmt::Debug for Written<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut patch = Patch::default();
        let written = patch.set(|sink| self.0.write(P::NAME, sink));
        match (written, patch.get(P::NAME)) {
            (Ok(true), Some(json)) => write!(f, "{json}"),
            _ => f.write_str("a value that is not shown"),
        }
    }
}
