//! Boosts as messages. A server ignores much of what it cannot read in a boost: here it is refused.
//!
//! Weaviate 1.39.0 says nothing of an origin or a scale that it cannot read, of a filter inside nested
//! objects while those are switched off, and takes a weight of 0 for 1.

mod time;

use std::borrow::Cow;

use weaviate_proto::{
    self as proto,
    boost::{self, DecayCurve, PropertyValueModifier, condition},
};

use super::{Context, check::filter as check_filter, filter};
use crate::plain::{
    error::{Error, Result},
    ir::{Condition, Curve, Decay, Filter, Item, Measure, Modifier, Operator, Query},
    version::Version,
};

/// How many conditions a server takes (1.39.0).
const CONDITIONS: usize = 20;

/// The boost of a question, if it has one; checked on the way, as only reading it shows whether it can be
/// read.
///
/// # Errors
///
/// `InvalidInput` for what a server would ignore or refuse, `Unsupported` before 1.38.
pub(super) fn boost(query: &Query, cx: &Context<'_>) -> Result<Option<proto::Boost>> {
    let Some(wanted) = &query.boost else { return Ok(None) };
    cx.needs(Version::new(1, 38), "`boost`")?;
    if !query.sort.is_empty() {
        return Err(Error::invalid("a boost orders the results itself: remove `sort`"));
    }
    if let Some(weight) = wanted.weight.filter(|weight| !(0.0..=1.0).contains(weight)) {
        return Err(Error::invalid(format!("the weight of `boost` is {weight}: it goes from 0 to 1")));
    }
    if wanted.depth == Some(0) {
        return Err(Error::invalid("the depth of `boost` is 0, which the server would ignore: leave it out"));
    }
    // A server takes a weight of 0 for the default, 1: what should not count is left out instead.
    let counts = |part: &&Condition| part.weight != Some(0.0);
    let conditions = wanted.conditions.iter().filter(counts).map(|part| condition(part, cx));
    let conditions = conditions.collect::<Result<Vec<_>>>()?;
    match conditions.len() {
        0 => Err(Error::invalid("`boost` has no condition that counts")),
        1..=CONDITIONS => Ok(Some(proto::Boost { conditions, weight: wanted.weight, depth: wanted.depth })),
        found => Err(Error::invalid(format!(
            "`boost` has {found} conditions: a server takes {CONDITIONS} at most"
        ))),
    }
}

/// The properties that a boost looks at, of which a server wants to be asked for: those that `selection` has not, each once.
pub(super) fn looked_at<'q>(query: &'q Query) -> Vec<&'q str> {
    let mut names = Vec::new();
    let Some(boost) = &query.boost else { return names };
    let selected = |name: &str| {
        query.selection.items.iter().any(|item| matches!(item, Item::Property(known) if known == name))
    };
    let mut add = |name: &'q str| {
        if !selected(name) && !names.contains(&name) {
            names.push(name);
        }
    };
    for Condition { of, .. } in &boost.conditions {
        match of {
            Measure::Filter(filter) => each_test(filter, &mut add),
            Measure::TimeDecay { property, .. }
            | Measure::NumericDecay { property, .. }
            | Measure::Property { property, .. } => add(property),
        }
    }
    names
}

/// Every property that a filter tests.
fn each_test<'f>(filter: &'f Filter, found: &mut dyn FnMut(&'f str)) {
    match filter {
        Filter::Constant(_) => {}
        Filter::All(parts) | Filter::Any(parts) => parts.iter().for_each(|part| each_test(part, found)),
        Filter::Not(part) => each_test(part, found),
        Filter::Test { target, .. } => found(&target.name),
    }
}

/// One condition, with everything in it checked.
fn condition(wanted: &Condition, cx: &Context<'_>) -> Result<boost::Condition> {
    use condition::Condition as Wire;
    if let Some(weight) = wanted.weight.filter(|weight| !weight.is_finite()) {
        return Err(Error::invalid(format!("the weight of a condition of `boost` is {weight}")));
    }
    let of = match &wanted.of {
        Measure::Filter(Filter::Constant(_)) => {
            return Err(Error::invalid("a condition of `boost` is a filter that is always the same"));
        }
        Measure::Filter(filter) => {
            check_filter(filter, cx)?;
            Wire::Filter(filter::render(&told_apart(filter), cx))
        }
        Measure::TimeDecay { property, origin, scale, offset, decay } => {
            check_value(property, decay)?;
            time::check_origin(property, origin)?;
            time::check_scale(property, scale)?;
            time::check_offset(property, offset.as_deref())?;
            Wire::TimeDecay(boost::TimeDecayFunction {
                property: property.clone(),
                origin: origin.clone(),
                scale: scale.clone(),
                offset: offset.clone(),
                curve: decay.curve.map(curve),
                decay_value: decay.value,
            })
        }
        Measure::NumericDecay { property, origin, scale, offset, decay } => {
            check_value(property, decay)?;
            check_numbers(property, *origin, *scale, *offset)?;
            Wire::NumericDecay(boost::NumericDecayFunction {
                property: property.clone(),
                origin: *origin,
                scale: *scale,
                offset: *offset,
                curve: decay.curve.map(curve),
                decay_value: decay.value,
            })
        }
        Measure::Property { property, modifier } => Wire::PropertyValue(boost::PropertyValueFunction {
            property: property.clone(),
            modifier: modifier.map(|modifier| {
                match modifier {
                    Modifier::Log1p => PropertyValueModifier::Log1p,
                    Modifier::Sqrt => PropertyValueModifier::Sqrt,
                }
                .into()
            }),
        }),
    };
    Ok(boost::Condition { weight: wanted.weight, condition: Some(of) })
}

/// `!=` as `!(… == …)`: in a boost the server's own takes an absent value for an equal one.
fn told_apart(filter: &Filter) -> Cow<'_, Filter> {
    let each = |parts: &[Filter]| parts.iter().map(|part| told_apart(part).into_owned()).collect();
    match filter {
        Filter::All(parts) => Cow::Owned(Filter::All(each(parts))),
        Filter::Any(parts) => Cow::Owned(Filter::Any(each(parts))),
        Filter::Not(part) => Cow::Owned(told_apart(part).into_owned().not()),
        Filter::Test { target, operator: Operator::NotEqual, value } => {
            let (target, value) = (target.clone(), value.clone());
            Cow::Owned(Filter::Test { target, operator: Operator::Equal, value }.not())
        }
        other => Cow::Borrowed(other),
    }
}

/// What a decay leaves at one scale: a share of the whole.
fn check_value(property: &str, decay: &Decay) -> Result<()> {
    match decay.value {
        Some(value) if !(value > 0.0 && value <= 1.0) => Err(Error::invalid(format!(
            "the decay over `{property}` is {value} at one scale: it must be more than 0 and at most 1"
        ))),
        _ => Ok(()),
    }
}

/// The numbers of a decay over numbers; those over time are text, see `time`.
fn check_numbers(property: &str, origin: f64, scale: f64, offset: Option<f64>) -> Result<()> {
    let refuse = |what: &str, value: f64, must: &str| {
        Err(Error::invalid(format!(
            "the {what} of the decay over `{property}` is {value}: it must be {must}"
        )))
    };
    if !origin.is_finite() {
        return refuse("origin", origin, "a number");
    }
    if !(scale > 0.0 && scale.is_finite()) {
        return refuse("scale", scale, "more than 0");
    }
    match offset {
        Some(offset) if !(offset >= 0.0 && offset.is_finite()) => refuse("offset", offset, "0 or more"),
        _ => Ok(()),
    }
}

/// The curve by its number on the wire.
fn curve(curve: Curve) -> i32 {
    match curve {
        Curve::Exponential => DecayCurve::Exponential,
        Curve::Gaussian => DecayCurve::Gauss,
        Curve::Linear => DecayCurve::Linear,
    }
    .into()
}
