//! Filters as messages.
//!
//! A filter is a tree on the wire, too: `filters` holds the parts of an `AND`, `OR` or `NOT`, the others have
//! a target and a value. Checked before, so nothing here can fail.

use weaviate_proto::{
    BooleanArray, FilterReferenceCount, FilterReferenceMultiTarget, FilterReferenceSingleTarget,
    FilterTarget, Filters, GeoCoordinatesFilter, IntArray, NumberArray, TextArray, filter_target, filters,
};

use super::{Context, nested::as_meant};
use crate::plain::ir::{Filter, Operator, Step, Target, Value};

/// Renders a filter; `None` where every object passes.
pub(super) fn optional(filter: Option<&Filter>, cx: &Context<'_>) -> Option<Filters> {
    match filter {
        None | Some(Filter::Constant(_)) => None,
        Some(filter) => Some(render(filter, cx)),
    }
}

/// Renders a filter that lets some objects pass and some not.
pub(super) fn render(filter: &Filter, cx: &Context<'_>) -> Filters {
    written(&as_meant(filter), cx)
}

fn written(filter: &Filter, cx: &Context<'_>) -> Filters {
    use filters::Operator as Wire;
    match filter {
        Filter::All(parts) => group(Wire::And, parts, cx),
        Filter::Any(parts) => group(Wire::Or, parts, cx),
        Filter::Not(inner) => group(Wire::Not, std::slice::from_ref(&**inner), cx),
        Filter::Test { target, operator, value } => Filters {
            operator: wire_operator(*operator).into(),
            target: Some(wire_target(target, cx)),
            test_value: Some(wire_value(value)),
            ..Filters::default()
        },
        // Refused by `check`: a constant has no form on the wire.
        Filter::Constant(_) => Filters::default(),
    }
}

/// A node with parts; `NOT` has one.
fn group(operator: filters::Operator, parts: &[Filter], cx: &Context<'_>) -> Filters {
    let filters = parts.iter().map(|part| written(part, cx)).collect();
    Filters { operator: operator.into(), filters, ..Filters::default() }
}

/// An operator as the wire has it, which has no words for those about words: `matches` is `Equal` there.
const fn wire_operator(operator: Operator) -> filters::Operator {
    use filters::Operator as Wire;
    match operator {
        // On tokenized text the server's Equal means "has all these words", and its Contains the same of each text.
        Operator::Equal | Operator::Matches => Wire::Equal,
        Operator::NotEqual => Wire::NotEqual,
        Operator::Less => Wire::LessThan,
        Operator::LessEqual => Wire::LessThanEqual,
        Operator::Greater => Wire::GreaterThan,
        Operator::GreaterEqual => Wire::GreaterThanEqual,
        Operator::Like => Wire::Like,
        Operator::ContainsAny | Operator::MatchesAny => Wire::ContainsAny,
        Operator::ContainsAll | Operator::MatchesAll => Wire::ContainsAll,
        Operator::ContainsNone | Operator::MatchesNone => Wire::ContainsNone,
        Operator::IsNull => Wire::IsNull,
        Operator::WithinRange => Wire::WithinGeoRange,
    }
}

/// The way to a value, from its end: each link is a message around what is behind it.
fn wire_target(target: &Target, cx: &Context<'_>) -> FilterTarget {
    let mut name = target.name.clone();
    let mut links = Vec::new();
    // Nested objects can only stand behind the last link, and are written with dots.
    for step in target.path.iter().rev() {
        match step {
            Step::Object(object) | Step::Objects(object) => name = format!("{object}.{name}"),
            Step::Link { name, collection } => links.push((name, collection)),
        }
    }
    let leaf = match (target.count, target.length) {
        (true, _) => filter_target::Target::Count(FilterReferenceCount { on: name }),
        (false, true) => filter_target::Target::Property(format!("len({name})")),
        (false, false) => filter_target::Target::Property(name),
    };
    let mut wire = FilterTarget { target: Some(leaf) };
    for (on, collection) in links {
        let target = Some(Box::new(wire));
        wire = FilterTarget {
            target: Some(match collection {
                None => filter_target::Target::SingleTarget(Box::new(FilterReferenceSingleTarget {
                    on: on.clone(),
                    target,
                })),
                Some(collection) => {
                    filter_target::Target::MultiTarget(Box::new(FilterReferenceMultiTarget {
                        on: on.clone(),
                        target,
                        target_collection: cx.names.concrete(collection).into_owned(),
                    }))
                }
            }),
        };
    }
    wire
}

/// A value by its type; dates and ids are text.
fn wire_value(value: &Value) -> filters::TestValue {
    use filters::TestValue as Wire;
    match value {
        Value::Text(text) => Wire::ValueText(text.clone()),
        Value::Int(int) => Wire::ValueInt(*int),
        Value::Number(number) => Wire::ValueNumber(*number),
        Value::Boolean(boolean) => Wire::ValueBoolean(*boolean),
        Value::Texts(values) => Wire::ValueTextArray(TextArray { values: values.clone() }),
        Value::Ints(values) => Wire::ValueIntArray(IntArray { values: values.clone() }),
        Value::Numbers(values) => Wire::ValueNumberArray(NumberArray { values: values.clone() }),
        Value::Booleans(values) => Wire::ValueBooleanArray(BooleanArray { values: values.clone() }),
        Value::Geo { latitude, longitude, distance } => Wire::ValueGeo(GeoCoordinatesFilter {
            latitude: *latitude,
            longitude: *longitude,
            distance: *distance,
        }),
        // Checked before anything is rendered.
        Value::Refused(why) => Wire::ValueText(why.clone()),
    }
}
