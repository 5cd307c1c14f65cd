//! Reads a boost from a request.

use weaviate_proto::{
    self as proto,
    boost::{self, condition},
};

use super::{
    Boost, Condition, Kind, Modifier,
    decay::{Curve, Decay, Origin, origin, span},
};
use crate::{
    catalog::Catalog,
    common::{
        error::{Refusal, Result, Within},
        gotext::quote,
    },
    operations::filter,
    schema::{Class, DataType},
};

/// The most conditions there may be.
const MOST: usize = 20;

/// Reads a boost with the server's checks.
pub(crate) fn read(catalog: &Catalog, class: &std::sync::Arc<Class>, from: &proto::Boost) -> Result<Boost> {
    let conditions = from
        .conditions
        .iter()
        .enumerate()
        .map(|(at, condition)| {
            let kind = kind(catalog, class, at, condition.condition.as_ref())?;
            Ok(Condition { weight: condition.weight.unwrap_or(1.0), kind })
        })
        .collect::<Result<Vec<_>>>()?;
    if conditions.is_empty() {
        return Err(Refusal::new("boost: at least one condition is required"));
    }
    if conditions.len() > MOST {
        return Err(Refusal::new(format!(
            "boost: too many conditions ({}), maximum is {MOST}",
            conditions.len()
        )));
    }
    let weight = from.weight.unwrap_or(0.5);
    if !(0.0..=1.0).contains(&weight) {
        return Err(Refusal::new(format!("boost: weight must be between 0 and 1, got {weight:.6}")));
    }
    // All conditions are read before any is judged.
    for (at, condition) in conditions.iter().enumerate() {
        if let Kind::Filter(clause) = &condition.kind
            && let Some(operator) = clause.beyond_comparing()
        {
            return Err(Refusal::new(format!(
                "boost condition[{at}] filter: operator {operator} is not supported in boost conditions"
            )));
        }
    }
    Ok(Boost { conditions, weight, depth: from.depth.map_or(0, |depth| depth as usize) })
}

fn kind(
    catalog: &Catalog,
    class: &std::sync::Arc<Class>,
    at: usize,
    from: Option<&condition::Condition>,
) -> Result<Kind> {
    match from {
        Some(condition::Condition::Filter(filters)) => filter::read(catalog, class, filters)
            .within(format!("boost condition[{at}] filter"))
            .map(Kind::Filter),
        Some(condition::Condition::TimeDecay(from)) => {
            let place = Place { class, name: "time_decay", at };
            place.property(&from.property, &[DataType::Date], "date")?;
            Ok(Kind::Decay(Decay {
                property: from.property.clone(),
                origin: origin(&from.origin),
                scale: span(&from.scale),
                offset: from.offset.as_deref().and_then(span).unwrap_or(0.0),
                curve: curve(from.curve()),
                value: f64::from(from.decay_value.unwrap_or(0.5)),
            }))
        }
        Some(condition::Condition::NumericDecay(from)) => {
            let place = Place { class, name: "numeric_decay", at };
            place.property(&from.property, &[DataType::Int, DataType::Number], "int or number")?;
            if from.scale.is_nan() || from.scale <= 0.0 {
                return Err(place.refusal("scale must be > 0"));
            }
            Ok(Kind::Decay(Decay {
                property: from.property.clone(),
                origin: Origin::Number(from.origin),
                scale: Some(from.scale),
                offset: from.offset.unwrap_or(0.0),
                curve: curve(from.curve()),
                value: f64::from(from.decay_value.unwrap_or(0.5)),
            }))
        }
        Some(condition::Condition::PropertyValue(from)) => {
            let place = Place { class, name: "property_value", at };
            place.property(&from.property, &[DataType::Int, DataType::Number], "int or number")?;
            let modifier = match from.modifier() {
                boost::PropertyValueModifier::Log1p => Modifier::Log1p,
                boost::PropertyValueModifier::Sqrt => Modifier::Sqrt,
                boost::PropertyValueModifier::Unspecified => Modifier::None,
            };
            Ok(Kind::Property { name: from.property.clone(), modifier })
        }
        None => Err(Refusal::new(format!(
            "boost condition[{at}]: exactly one of 'filter', 'decay', or 'property_value' must be set"
        ))),
    }
}

/// Which condition, for its error texts.
struct Place<'a> {
    class: &'a Class,
    name: &'static str,
    at: usize,
}

impl Place<'_> {
    fn refusal(&self, text: &str) -> Refusal {
        Refusal::new(format!("boost condition[{}] {}: {text}", self.at, self.name))
    }

    fn property(&self, name: &str, kinds: &[DataType], wanted: &str) -> Result<()> {
        if name.is_empty() {
            return Err(self.refusal("property is required"));
        }
        if name.contains('.') {
            return Err(self.refusal(&format!("nested property {} is not supported", quote(name))));
        }
        let property = self.class.known_property(name).map_err(|refusal| self.refusal(&refusal.text))?;
        if kinds.contains(&property.kind) {
            return Ok(());
        }
        let kind = match property.targets.first() {
            Some(target) => target.as_str(),
            None => property.kind.name(),
        };
        Err(self.refusal(&format!("property {} must be of type {wanted}, got {kind}", quote(name))))
    }
}

fn curve(from: boost::DecayCurve) -> Curve {
    match from {
        boost::DecayCurve::Gauss => Curve::Gauss,
        boost::DecayCurve::Linear => Curve::Linear,
        boost::DecayCurve::Exponential | boost::DecayCurve::Unspecified => Curve::Exponential,
    }
}
