//! Which objects a condition holds for.
//!
//! Absent values: only `!=` and `contains_none` hold for them, and a length of 0. Behind a link, and in a list of
//! objects, a test holds when it holds for one of them; `contains_none` when `contains_any` holds for none. Of the tests that
//! `&&` joins those inside of one nested object hold for the same element of each list of objects on their ways.

use super::{compare, elements, words};
use crate::{
    question::{Compare, Leaf, Op, Path, Test, Way},
    world::{Cut, Field, Kind, Many, Row, Value, World},
};

/// Whether a condition means something, whatever the objects are.
pub(super) fn means(world: &World, collection: usize, test: &Test) -> Result<(), String> {
    match test {
        Test::Not(test) => means(world, collection, test),
        Test::And(a, b) | Test::Or(a, b) => means(world, collection, a).and(means(world, collection, b)),
        Test::Leaf(leaf) => {
            if matches!(leaf.op, Op::IdIs | Op::IdIsNot | Op::CreatedAfter) {
                return Ok(());
            }
            let way = world.way(collection, &leaf.path).ok_or("a name that is not there")?;
            if sense(way.field, leaf) {
                return Ok(());
            }
            Err(format!("`{}` means nothing of {}", leaf.op.title(), way.field.title()))
        }
    }
}

fn sense(field: &Field, leaf: &Leaf) -> bool {
    let (kind, list) = (&field.kind, field.many == Many::List);
    let ordered =
        matches!(kind, Kind::Text(_) | Kind::Int | Kind::Number | Kind::Bool | Kind::Date | Kind::Uuid);
    let text = matches!(kind, Kind::Text(_));
    let by_its_type = leaf.with.iter().all(|value| {
        matches!(
            (kind, value),
            (Kind::Text(_), Value::Text(_))
                | (Kind::Int, Value::Int(_))
                | (Kind::Number, Value::Number(_) | Value::Int(_))
                | (Kind::Bool, Value::Bool(_))
                | (Kind::Date, Value::Date(_))
                | (Kind::Uuid, Value::Uuid(_))
                | (Kind::Place, Value::Place(..))
        )
    });
    let by_int = leaf.with.iter().all(|value| matches!(value, Value::Int(_)));
    match leaf.op {
        Op::Is(_) | Op::In | Op::InRange => ordered && !list && by_its_type,
        // A pattern is held against a token: one with a blank fits no word, and a trigram is no word.
        Op::Like => match (kind, leaf.with.first()) {
            (Kind::Text(Cut::Field), Some(Value::Text(_))) => true,
            (Kind::Text(Cut::Trigram), _) => false,
            (Kind::Text(_), Some(Value::Text(pattern))) => !pattern.contains(' '),
            _ => false,
        },
        Op::Matches => match (kind, leaf.with.first()) {
            (Kind::Text(Cut::Field), _) => false,
            (Kind::Text(cut), Some(Value::Text(text))) => !words::wanted(*cut, text).is_empty(),
            _ => false,
        },
        Op::MatchesAny | Op::MatchesAll | Op::MatchesNone => match kind {
            Kind::Text(Cut::Field) => false,
            // "Any of" and "none of" are about those that have words; "all of" nothing meets that has none.
            Kind::Text(cut) => {
                let mut has_words = leaf.with.iter().map(|with| match with {
                    Value::Text(text) => Some(!words::wanted(*cut, text).is_empty()),
                    _ => None,
                });
                match leaf.op {
                    Op::MatchesAll => has_words.all(|has| has == Some(true)),
                    _ => has_words.clone().all(|has| has.is_some()) && has_words.any(|has| has == Some(true)),
                }
            }
            _ => false,
        },
        Op::ContainsAny | Op::ContainsAll | Op::ContainsNone => ordered && by_its_type,
        Op::IsNull | Op::IsNotNull => field.many == Many::Maybe,
        Op::Flag => *kind == Kind::Bool && !list,
        Op::Len(_) => (text || list) && !matches!(kind, Kind::Link(_)) && by_int,
        Op::Count(_) => matches!(kind, Kind::Link(_)) && by_int,
        Op::Within(_) => *kind == Kind::Place && by_its_type,
        Op::IdIs | Op::IdIsNot | Op::CreatedAfter => true,
    }
}

/// Whether it holds for an object.
pub(super) fn holds(world: &World, collection: usize, row: &Row, test: &Test) -> bool {
    match test {
        Test::Not(test) => !holds(world, collection, row, test),
        Test::And(..) => elements::together(world, collection, row, test),
        Test::Or(a, b) => holds(world, collection, row, a) || holds(world, collection, row, b),
        Test::Leaf(leaf) => match (leaf.op, leaf.with.first()) {
            (Op::IdIs, Some(Value::Uuid(id))) => row.id == *id,
            (Op::IdIsNot, Some(Value::Uuid(id))) => row.id != *id,
            // All objects are made after the only date it is held against.
            (Op::CreatedAfter, _) => true,
            _ => {
                let Some(way) = world.way(collection, &leaf.path) else { return false };
                let mut values = reach(world, collection, row, &leaf.path).into_iter();
                if matches!(leaf.op, Op::ContainsNone | Op::MatchesNone) {
                    return values.all(|value| test_one(&way, value, leaf));
                }
                values.any(|value| test_one(&way, value, leaf))
            }
        },
    }
}

/// What stands at the end of a path: once for each object that has the property or lacks it.
pub(super) fn reach<'w>(
    world: &'w World,
    collection: usize,
    row: &'w Row,
    path: &Path,
) -> Vec<Option<&'w Value>> {
    let mut out = Vec::new();
    follow(world, collection, &row.values, &path.0, &mut out);
    out
}

fn follow<'w>(
    world: &'w World,
    collection: usize,
    values: &'w std::collections::BTreeMap<String, Value>,
    names: &[String],
    out: &mut Vec<Option<&'w Value>>,
) {
    let Some((first, rest)) = names.split_first() else { return };
    let value = values.get(first);
    if rest.is_empty() {
        out.push(value);
        return;
    }
    let several = world.collections[collection]
        .field(first)
        .is_some_and(|field| matches!(&field.kind, Kind::Link(to) if to.len() > 1));
    let some = match value {
        // A link to nothing leads nowhere, and neither does an object that is absent.
        None => return,
        Some(Value::List(values)) => values.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    for one in some {
        match one {
            Value::Object(inner) => follow(world, collection, inner, rest, out),
            Value::Link(to, id) => {
                let target = &world.collections[*to];
                let rest = if several {
                    if target.step() != rest[0] {
                        continue;
                    }
                    &rest[1..]
                } else {
                    rest
                };
                if let Some(row) = target.rows.iter().find(|row| row.id == *id) {
                    follow(world, *to, &row.values, rest, out);
                }
            }
            _ => {}
        }
    }
}

fn test_one(way: &Way<'_>, value: Option<&Value>, leaf: &Leaf) -> bool {
    let field = way.field;
    let elements: &[Value] = match value {
        None => &[],
        Some(Value::List(values)) => values,
        Some(one) => std::slice::from_ref(one),
    };
    let is = |a: &Value, b: &Value| compare(a, b).is_some_and(std::cmp::Ordering::is_eq);
    let has = |wanted: &Value| elements.iter().any(|element| is(element, wanted));
    let first = leaf.with.first();
    match leaf.op {
        Op::Is(sign) => match (value, first) {
            (Some(value), Some(with)) => compare(value, with).is_some_and(|order| sign.holds(order)),
            _ => sign == Compare::Unequal,
        },
        Op::In => leaf.with.iter().any(|with| value.is_some_and(|value| is(value, with))),
        Op::InRange => value.is_some_and(|value| {
            let within = |with: Option<&Value>, sign: Compare| {
                with.and_then(|with| compare(value, with)).is_some_and(|order| sign.holds(order))
            };
            within(first, Compare::AtLeast) && within(leaf.with.get(1), Compare::AtMost)
        }),
        Op::Like | Op::Matches | Op::MatchesAny | Op::MatchesAll | Op::MatchesNone => {
            let (Kind::Text(cut), Some(Value::Text(with))) = (&field.kind, first) else { return false };
            let texts = || {
                elements.iter().filter_map(|element| match element {
                    Value::Text(text) => Some(text),
                    _ => None,
                })
            };
            if leaf.op == Op::Like {
                let keeps_case = matches!(cut, Cut::Field | Cut::Whitespace);
                let pattern = if keeps_case { with.clone() } else { with.to_lowercase() };
                return texts()
                    .any(|text| words::tokens(*cut, text).iter().any(|token| words::fits(&pattern, token)));
            }
            // Inside an object one text of a list must have all the words, at the top they may stand in several.
            let whole: Vec<Vec<String>> = if way.nested {
                texts().map(|text| words::tokens(*cut, text)).collect()
            } else {
                vec![texts().flat_map(|text| words::tokens(*cut, text)).collect()]
            };
            let mut met = leaf.with.iter().map(|with| match with {
                Value::Text(with) => {
                    let wanted = words::wanted(*cut, with);
                    !wanted.is_empty()
                        && whole.iter().any(|has| wanted.iter().all(|token| has.contains(token)))
                }
                _ => false,
            });
            match leaf.op {
                Op::MatchesNone => !met.any(|met| met),
                Op::MatchesAny => met.any(|met| met),
                _ => met.all(|met| met),
            }
        }
        Op::ContainsAny => leaf.with.iter().any(has),
        Op::ContainsAll => leaf.with.iter().all(has),
        Op::ContainsNone => !leaf.with.iter().any(has),
        Op::IsNull => value.is_none(),
        Op::IsNotNull => value.is_some(),
        Op::Flag => value == Some(&Value::Bool(true)),
        Op::Len(sign) => {
            let length = match value {
                None => 0,
                Some(Value::Text(text)) => text.chars().count(),
                Some(Value::List(values)) => values.len(),
                Some(_) => 1,
            };
            first
                .and_then(|with| compare(&Value::Int(length as i64), with))
                .is_some_and(|order| sign.holds(order))
        }
        Op::Count(sign) => {
            let count = Value::Int(elements.len() as i64);
            first.and_then(|with| compare(&count, with)).is_some_and(|order| sign.holds(order))
        }
        Op::Within(metres) => match (value, first) {
            (Some(Value::Place(a, b)), Some(Value::Place(c, d))) => {
                apart(*a, *b, *c, *d) <= f64::from(metres)
            }
            _ => false,
        },
        Op::IdIs | Op::IdIsNot | Op::CreatedAfter => false,
    }
}

/// Metres over the ground, on a sphere.
fn apart(a: f32, b: f32, c: f32, d: f32) -> f64 {
    let (a, b, c, d) = (
        f64::from(a).to_radians(),
        f64::from(b).to_radians(),
        f64::from(c).to_radians(),
        f64::from(d).to_radians(),
    );
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let of = half(c - a) + a.cos() * c.cos() * half(d - b);
    2.0 * 6_371_000.0 * of.sqrt().asin()
}
