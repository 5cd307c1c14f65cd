//! Groups, the second ranking and boosts as messages.

use super::{Context, filter};
use crate::{
    Error, Result, Version,
    ir::{Boost, Condition, Curve, Decay, Filter, GroupBy, Measure, Modifier, Rerank},
    proto::{
        self, boost,
        boost::{DecayCurve, PropertyValueModifier, condition},
    },
};

pub(super) fn group_by(group: &GroupBy) -> proto::GroupBy {
    let wire = |said: Option<u32>, otherwise| i32::try_from(said.unwrap_or(otherwise)).unwrap_or(i32::MAX);
    proto::GroupBy {
        path: vec![group.property.clone()],
        number_of_groups: wire(group.groups, GroupBy::GROUPS),
        objects_per_group: wire(group.objects, GroupBy::OBJECTS),
    }
}

pub(super) fn rerank(rerank: &Rerank) -> proto::Rerank {
    proto::Rerank { property: rerank.property.clone(), query: rerank.query.clone() }
}

/// How many conditions a server takes.
const CONDITIONS: usize = 20;

pub(super) fn boost(wanted: &Boost, cx: &Context<'_>) -> Result<proto::Boost> {
    cx.needs(Version::new(1, 38), "`boost`")?;
    if wanted.conditions.is_empty() {
        return Err(Error::invalid("`boost` has no condition"));
    }
    if wanted.conditions.len() > CONDITIONS {
        let found = wanted.conditions.len();
        return Err(Error::invalid(format!(
            "`boost` has {found} conditions: a server takes {CONDITIONS} at most"
        )));
    }
    if let Some(weight) = wanted.weight.filter(|weight| !(0.0..=1.0).contains(weight)) {
        return Err(Error::invalid(format!("the weight of `boost` is {weight}: it goes from 0 to 1")));
    }
    let conditions = wanted.conditions.iter().map(|part| condition(part, cx)).collect::<Result<_>>()?;
    Ok(proto::Boost { conditions, weight: wanted.weight, depth: wanted.depth })
}

fn condition(wanted: &Condition, cx: &Context<'_>) -> Result<boost::Condition> {
    use condition::Condition as Wire;
    let of = match &wanted.of {
        Measure::Filter(Filter::Constant(_)) => {
            return Err(Error::invalid("a condition of `boost` is a filter that is always the same"));
        }
        Measure::Filter(filter) => Wire::Filter(filter::render(filter, cx)?),
        Measure::TimeDecay { property, origin, scale, offset, decay } => {
            check(property, decay)?;
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
            check(property, decay)?;
            if !(*scale > 0.0 && scale.is_finite()) {
                return Err(Error::invalid(format!(
                    "the scale of the decay over `{property}` is {scale}: it must be more than 0"
                )));
            }
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

fn check(property: &str, decay: &Decay) -> Result<()> {
    match decay.value {
        Some(value) if !(value > 0.0 && value < 1.0) => Err(Error::invalid(format!(
            "the decay over `{property}` is {value} at one scale: it must be between 0 and 1"
        ))),
        _ => Ok(()),
    }
}

fn curve(curve: Curve) -> i32 {
    match curve {
        Curve::Exponential => DecayCurve::Exponential,
        Curve::Gaussian => DecayCurve::Gauss,
        Curve::Linear => DecayCurve::Linear,
    }
    .into()
}
