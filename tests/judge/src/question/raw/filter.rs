//! Conditions, as trees of the server's operators.

use weaviate_proto as proto;
use weaviate_proto::{
    filter_target::Target,
    filters::{Operator as Wire, TestValue},
};

use super::super::{Compare, Leaf, Op, Test};
use crate::world::{Kind, Value, World, date};

impl Test {
    pub(in crate::question) fn raw(&self, world: &World, collection: usize) -> proto::Filters {
        match self {
            Self::Leaf(leaf) => leaf.raw(world, collection),
            Self::Not(test) => node(Wire::Not, vec![test.raw(world, collection)]),
            Self::And(a, b) => node(Wire::And, vec![a.raw(world, collection), b.raw(world, collection)]),
            Self::Or(a, b) => node(Wire::Or, vec![a.raw(world, collection), b.raw(world, collection)]),
        }
    }
}

impl Leaf {
    fn raw(&self, world: &World, collection: usize) -> proto::Filters {
        let kind = world.way(collection, &self.path).map_or(Kind::Int, |way| way.field.kind.clone());
        let on = |last: &dyn Fn(&str) -> Target| proto::FilterTarget {
            target: Some(target(world, collection, &self.path.0, last)),
        };
        let property = || on(&|name| Target::Property(name.to_owned()));
        let first = || self.with.first().map(|value| single(value, &kind));
        let test = |operator, value: Option<TestValue>| leaf(operator, property(), value);
        let each = || {
            let of = self.with.iter().map(|value| test(Wire::Equal, Some(single(value, &kind))));
            of.collect::<Vec<_>>()
        };
        match self.op {
            Op::Is(compare) => test(compare.wire(), first()),
            Op::In | Op::MatchesAny => node(Wire::Or, each()),
            Op::MatchesAll => node(Wire::And, each()),
            Op::MatchesNone => node(Wire::Not, vec![node(Wire::Or, each())]),
            Op::InRange => node(
                Wire::And,
                vec![
                    test(Wire::GreaterThanEqual, first()),
                    test(Wire::LessThanEqual, self.with.get(1).map(|value| single(value, &kind))),
                ],
            ),
            Op::Like => test(Wire::Like, first()),
            Op::Matches => test(Wire::Equal, first()),
            Op::ContainsAny => test(Wire::ContainsAny, Some(several(&self.with, &kind))),
            Op::ContainsAll => test(Wire::ContainsAll, Some(several(&self.with, &kind))),
            Op::ContainsNone => test(Wire::ContainsNone, Some(several(&self.with, &kind))),
            Op::IsNull => test(Wire::IsNull, Some(TestValue::ValueBoolean(true))),
            Op::IsNotNull => test(Wire::IsNull, Some(TestValue::ValueBoolean(false))),
            Op::Flag => test(Wire::Equal, Some(TestValue::ValueBoolean(true))),
            Op::Len(compare) => {
                leaf(compare.wire(), on(&|name| Target::Property(format!("len({name})"))), first())
            }
            Op::Count(compare) => leaf(
                compare.wire(),
                on(&|name| Target::Count(proto::FilterReferenceCount { on: name.to_owned() })),
                first(),
            ),
            Op::Within(metres) => {
                let Some(Value::Place(latitude, longitude)) = self.with.first() else {
                    return test(Wire::WithinGeoRange, first());
                };
                let (latitude, longitude, distance) = (*latitude, *longitude, metres as f32);
                let geo = proto::GeoCoordinatesFilter { latitude, longitude, distance };
                test(Wire::WithinGeoRange, Some(TestValue::ValueGeo(geo)))
            }
            Op::IdIs => leaf(Wire::Equal, named("_id"), first()),
            Op::IdIsNot => leaf(Wire::NotEqual, named("_id"), first()),
            Op::CreatedAfter => leaf(Wire::GreaterThan, named("_creationTimeUnix"), first()),
        }
    }
}

impl Compare {
    fn wire(self) -> Wire {
        match self {
            Self::Equal => Wire::Equal,
            Self::Unequal => Wire::NotEqual,
            Self::Less => Wire::LessThan,
            Self::AtMost => Wire::LessThanEqual,
            Self::More => Wire::GreaterThan,
            Self::AtLeast => Wire::GreaterThanEqual,
        }
    }
}

/// Links are steps of a target; what is inside an object is a name with dots.
fn target(world: &World, collection: usize, names: &[String], last: &dyn Fn(&str) -> Target) -> Target {
    if let [first, rest @ ..] = names
        && let Some(Kind::Link(to)) = world.collections[collection].field(first).map(|field| &field.kind)
        && !rest.is_empty()
    {
        let on = first.clone();
        return match to.as_slice() {
            [one] => {
                let inner = proto::FilterTarget { target: Some(target(world, *one, rest, last)) };
                Target::SingleTarget(Box::new(proto::FilterReferenceSingleTarget {
                    on,
                    target: Some(Box::new(inner)),
                }))
            }
            several => {
                let step = several.iter().copied().find(|to| world.collections[*to].step() == rest[0]);
                let to = step.unwrap_or(several[0]);
                let inner = proto::FilterTarget { target: Some(target(world, to, &rest[1..], last)) };
                Target::MultiTarget(Box::new(proto::FilterReferenceMultiTarget {
                    on,
                    target: Some(Box::new(inner)),
                    target_collection: world.collections[to].name.clone(),
                }))
            }
        };
    }
    last(&names.join("."))
}

fn named(name: &str) -> proto::FilterTarget {
    proto::FilterTarget { target: Some(Target::Property(name.to_owned())) }
}

fn leaf(operator: Wire, target: proto::FilterTarget, value: Option<TestValue>) -> proto::Filters {
    proto::Filters {
        operator: operator.into(),
        target: Some(target),
        test_value: value,
        ..Default::default()
    }
}

pub(super) fn node(operator: Wire, filters: Vec<proto::Filters>) -> proto::Filters {
    proto::Filters { operator: operator.into(), filters, ..Default::default() }
}

pub(super) fn one_of(name: &str, values: Vec<TestValue>) -> proto::Filters {
    let of = values.into_iter().map(|value| leaf(Wire::Equal, named(name), Some(value)));
    node(Wire::Or, of.collect())
}

/// A whole number stands for a number where the property is one.
fn single(value: &Value, kind: &Kind) -> TestValue {
    match value {
        Value::Text(text) | Value::Uuid(text) | Value::Blob(text) | Value::Phone(text) => {
            TestValue::ValueText(text.clone())
        }
        Value::Int(number) if *kind == Kind::Number => TestValue::ValueNumber(*number as f64),
        Value::Int(number) => TestValue::ValueInt(*number),
        Value::Number(number) => TestValue::ValueNumber(*number),
        Value::Bool(on) => TestValue::ValueBoolean(*on),
        Value::Date(at) => TestValue::ValueText(date(*at)),
        Value::Place(latitude, longitude) => TestValue::ValueText(format!("{latitude} {longitude}")),
        _ => TestValue::ValueText(String::new()),
    }
}

fn several(values: &[Value], kind: &Kind) -> TestValue {
    let singles: Vec<TestValue> = values.iter().map(|value| single(value, kind)).collect();
    match singles.first() {
        Some(TestValue::ValueInt(_)) => TestValue::ValueIntArray(proto::IntArray {
            values: singles
                .iter()
                .filter_map(|one| if let TestValue::ValueInt(n) = one { Some(*n) } else { None })
                .collect(),
        }),
        Some(TestValue::ValueNumber(_)) => TestValue::ValueNumberArray(proto::NumberArray {
            values: singles
                .iter()
                .filter_map(|one| if let TestValue::ValueNumber(n) = one { Some(*n) } else { None })
                .collect(),
        }),
        Some(TestValue::ValueBoolean(_)) => TestValue::ValueBooleanArray(proto::BooleanArray {
            values: singles
                .iter()
                .filter_map(|one| if let TestValue::ValueBoolean(n) = one { Some(*n) } else { None })
                .collect(),
        }),
        _ => TestValue::ValueTextArray(proto::TextArray {
            values: singles
                .into_iter()
                .filter_map(|one| if let TestValue::ValueText(n) = one { Some(n) } else { None })
                .collect(),
        }),
    }
}
