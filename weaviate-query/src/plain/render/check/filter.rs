//! Filters.
//!
//! A server panics at some values of another shape than the operator takes, compares ids as text, and reads
//! an empty list as a text of stop words (1.39.0).

use super::{
    super::{
        context::Context,
        place::{Place, element, hidden_in, is_apart},
    },
    common::lower_case,
};
use crate::plain::{
    error::{Error, Result},
    ir::{Filter, Operator, Step, Target, Value},
    render::text::shown::Way,
    version::Version,
};

/// Checks a filter that every object may pass.
pub(super) fn optional(found: Option<&Filter>, cx: &Context<'_>) -> Result<()> {
    match found {
        None | Some(Filter::Constant(true)) => Ok(()),
        Some(found) => filter(found, cx),
    }
}

/// Checks a filter that lets some objects pass and some not.
pub(in crate::plain::render) fn filter(found: &Filter, cx: &Context<'_>) -> Result<()> {
    match found {
        Filter::All(parts) | Filter::Any(parts) if parts.is_empty() => {
            Err(Error::invalid(format!("a filter of no parts cannot be sent: {FOLD}")))
        }
        Filter::All(parts) => {
            parts.iter().try_for_each(|part| filter(part, cx))?;
            together(parts)
        }
        Filter::Any(parts) => parts.iter().try_for_each(|part| filter(part, cx)),
        Filter::Not(inner) => {
            cx.needs(Version::new(1, 33), "`!` before a filter")?;
            filter(inner, cx)
        }
        Filter::Test { target, operator, value } => {
            if let Operator::ContainsNone | Operator::MatchesNone = operator {
                cx.needs(Version::new(1, 33), &format!("`{}`", operator.symbol()))?;
            }
            way(target)?;
            seen(target, *operator, value)?;
            fits(target, *operator, value)?;
            operand(target, *operator, value)
        }
        // Typed filters fold their constants; this one was made by hand and has no form on the wire.
        Filter::Constant(_) => {
            Err(Error::invalid(format!("a constant inside a filter cannot be sent: {FOLD}")))
        }
    }
}

/// How a filter is built that has no such part in it.
const FOLD: &str = "build it with `Filter::all`, `Filter::any` and `Filter::not`, which fold it";

/// Checks that no test of a place is asked where a server loses it: it counts and deletes nothing by one, and
/// everything by its negation (1.39.0).
pub(in crate::plain::render) fn placeless(found: &Filter, doing: Losing) -> Result<()> {
    match found {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().try_for_each(|part| placeless(part, doing)),
        Filter::Not(inner) => placeless(inner, doing),
        Filter::Test { target, operator: Operator::WithinRange, .. } => {
            let (place, what) = (
                Way(target),
                match doing {
                    Losing::Counting => {
                        "an aggregate finds nothing by a place: fetch the ids of what is there and count them"
                    }
                    Losing::Deleting => {
                        "a deletion finds nothing by a place, and everything by `!`: fetch the ids of what is there and delete by them"
                    }
                },
            );
            Err(Error::invalid(format!("`{place} within`: {what}")))
        }
        Filter::Test { .. } | Filter::Constant(_) => Ok(()),
    }
}

/// What a server does without its index of places.
#[derive(Clone, Copy)]
pub(in crate::plain::render) enum Losing {
    Counting,
    Deleting,
}

/// Nested objects stand behind the last link: the server has no other way to write a path.
fn way(target: &Target) -> Result<()> {
    let mut inside = None;
    for step in &target.path {
        match (step, inside) {
            (Step::Object(name) | Step::Objects(name), _) => inside = Some(name),
            (Step::Link { name, .. }, Some(object)) => {
                return Err(Error::invalid(format!(
                    "`{}` goes on along `{name}`, which is inside the nested object `{object}`: nested objects have no links",
                    Way(target)
                )));
            }
            (Step::Link { .. }, None) => {}
        }
    }
    if target.length && target.count {
        return Err(Error::invalid(format!(
            "`{}` is the length of a property and a number of links at once: give one of them",
            Way(target)
        )));
    }
    if target.length && inside.is_some() {
        return Err(Error::invalid(format!(
            "`{}`: a server knows no length inside nested objects",
            Way(target)
        )));
    }
    Ok(())
}

/// Whether one element of a list of objects can be seen to meet these: a server looks for both at one place of it, and
/// finds none where they lie in two parts of it (1.39.0).
fn together(parts: &[Filter]) -> Result<()> {
    let places = Place::all(parts);
    for (at, one) in places.iter().enumerate() {
        for other in places.iter().skip(at + 1).filter(|other| is_apart(one, other)) {
            if let Some(list) = element(one, other) {
                return Err(Error::invalid(format!(
                    "`{}` and `{}` lie in two parts of an object of `{}`: a server finds no object that meets tests of both; ask for one of them, and look for the other in what is found",
                    one.shown(),
                    other.shown(),
                    list.shown()
                )));
            }
        }
    }
    Ok(())
}

/// Whether a server sees in which objects of a list a property is absent or another: not, where other things beside it have
/// places too (1.39.0).
fn seen(target: &Target, operator: Operator, value: &Value) -> Result<()> {
    let asked = match (operator, value) {
        (Operator::IsNull, Value::Boolean(true)) => "is absent",
        (Operator::NotEqual, _) => "is another",
        _ => return Ok(()),
    };
    let Some(list) = hidden_in(target) else { return Ok(()) };
    let negated = match operator {
        Operator::NotEqual => "with `==`",
        _ => "with `is_not_null`",
    };
    Err(Error::invalid(format!(
        "`{}`: a server cannot tell in which objects of `{list}` it {asked}; `!` before the same test {negated} finds what has it in none of them",
        Way(target)
    )))
}

/// Whether the operator takes a value of this shape. The server panics at some of the others.
fn fits(target: &Target, operator: Operator, value: &Value) -> Result<()> {
    use Operator as Op;
    if let Value::Refused(why) = value {
        return Err(Error::invalid(format!("`{} {}`: {why}", Way(target), operator.symbol())));
    }
    let list = matches!(value, Value::Texts(_) | Value::Ints(_) | Value::Numbers(_) | Value::Booleans(_));
    let (fits, wanted) = match operator {
        Op::Like | Op::Matches => (matches!(value, Value::Text(_)), "a text"),
        Op::IsNull => (matches!(value, Value::Boolean(_)), "`true` or `false`"),
        Op::WithinRange => (matches!(value, Value::Geo { .. }), "a place and a distance"),
        Op::MatchesAny | Op::MatchesAll | Op::MatchesNone => {
            (matches!(value, Value::Texts(_)), "a list of texts")
        }
        Op::ContainsAny | Op::ContainsAll | Op::ContainsNone => (list, "a list"),
        _ if target.length || target.count => (matches!(value, Value::Int(_)), "an int"),
        _ => (!list && !matches!(value, Value::Geo { .. }), "one value"),
    };
    if fits {
        return Ok(());
    }
    let found = match value {
        Value::Text(_) => "a text",
        Value::Int(_) => "an int",
        Value::Number(_) => "a number",
        Value::Boolean(_) => "a boolean",
        Value::Geo { .. } => "a place",
        _ => "a list",
    };
    let symbol = operator.symbol();
    Err(Error::invalid(format!("`{} {symbol}` takes {wanted}, not {found}", Way(target))))
}

/// Whether the value is one that a server compares with: finite, not negative where that means nothing, ids
/// in lower case.
fn operand(target: &Target, operator: Operator, value: &Value) -> Result<()> {
    let shown = || format!("{} {}", Way(target), operator.symbol());
    let empty = match value {
        Value::Texts(values) => values.is_empty(),
        Value::Ints(values) => values.is_empty(),
        Value::Numbers(values) => values.is_empty(),
        Value::Booleans(values) => values.is_empty(),
        _ => false,
    };
    if empty {
        return Err(Error::invalid(format!(
            "`{}` has an empty list, of which the answer is known: build it with the property's method, which folds it",
            shown()
        )));
    }
    let finite = |x: f64| {
        if x.is_finite() {
            return Ok(());
        }
        Err(Error::invalid(format!("`{}` has the value {x}: a server compares finite numbers only", shown())))
    };
    match value {
        Value::Number(x) => finite(*x)?,
        Value::Numbers(values) => values.iter().try_for_each(|x| finite(*x))?,
        Value::Geo { latitude, longitude, distance } => {
            [latitude, longitude, distance].into_iter().try_for_each(|x| finite(f64::from(*x)))?;
            if *distance < 0.0 {
                return Err(Error::invalid(format!(
                    "`{}` has the distance {distance}: it is less than 0",
                    shown()
                )));
            }
        }
        Value::Int(x) if target.length && *x < 0 => {
            return Err(Error::invalid(format!(
                "`{}` has the value {x}: a length is not less than 0",
                shown()
            )));
        }
        Value::Text(text) if target.name == "_id" && operator != Operator::Like => lower_case(text, "_id")?,
        Value::Texts(texts) if target.name == "_id" => {
            texts.iter().try_for_each(|text| lower_case(text, "_id"))?;
        }
        _ => {}
    }
    Ok(())
}
