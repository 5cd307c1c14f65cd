//! Conditions that `&&` joins: those inside of one nested object hold for the same element of each list of objects on their
//! ways.

use std::collections::BTreeMap;

use super::filter::holds;
use crate::{
    question::{Op, Test},
    world::{Kind, Row, Value, World},
};

/// Tests that are joined, those inside of one nested object by its elements.
pub(super) fn together(world: &World, collection: usize, row: &Row, test: &Test) -> bool {
    let mut parts = Vec::new();
    joined(test, &mut parts);
    let roots: Vec<Option<&str>> = parts.iter().map(|part| of_elements(world, collection, part)).collect();
    let all = |row: &Row, some: &[&Test]| some.iter().all(|part| holds(world, collection, row, part));
    parts.iter().zip(&roots).all(|(part, root)| {
        let Some(root) = root else { return holds(world, collection, row, part) };
        let beside = parts.iter().zip(&roots).filter(|(_, other)| **other == Some(root));
        let beside: Vec<&Test> = beside.map(|(part, _)| *part).collect();
        let Some(value) = row.values.get(*root).filter(|_| beside.len() > 1) else {
            return all(row, &beside);
        };
        each_alone(value).into_iter().any(|one| {
            let mut alone = row.clone();
            alone.values.insert((*root).to_owned(), one);
            // What holds of them together holds of each, and then they are not joined any more.
            all(&alone, &beside)
        })
    })
}

fn joined<'t>(test: &'t Test, parts: &mut Vec<&'t Test>) {
    match test {
        Test::And(a, b) => {
            joined(a, parts);
            joined(b, parts);
        }
        other => parts.push(other),
    }
}

/// The nested object of the collection whose elements a test is about, if it is about no other and asks for no opposite.
fn of_elements<'t>(world: &World, collection: usize, test: &'t Test) -> Option<&'t str> {
    match test {
        Test::Not(_) => None,
        Test::And(a, b) | Test::Or(a, b) => {
            let root = of_elements(world, collection, a)?;
            (of_elements(world, collection, b)? == root).then_some(root)
        }
        Test::Leaf(leaf) => {
            let [root, _, ..] = leaf.path.0.as_slice() else { return None };
            let nested = world.collections[collection]
                .field(root)
                .is_some_and(|field| matches!(field.kind, Kind::Object(_)));
            let opposite = matches!(leaf.op, Op::ContainsNone | Op::MatchesNone);
            (nested && !opposite).then_some(root.as_str())
        }
    }
}

/// A value with one element of each list of objects in it, in every way; a list without elements stays so.
fn each_alone(value: &Value) -> Vec<Value> {
    match value {
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Object(_))) => {
            items.iter().flat_map(each_alone).map(|one| Value::List(vec![one])).collect()
        }
        Value::Object(fields) => {
            let mut all = vec![BTreeMap::new()];
            for (name, value) in fields {
                let ways = each_alone(value);
                all = all
                    .iter()
                    .flat_map(|known| {
                        ways.iter().map(|one| {
                            let mut next = known.clone();
                            next.insert(name.clone(), one.clone());
                            next
                        })
                    })
                    .collect();
            }
            all.into_iter().map(Value::Object).collect()
        }
        other => vec![other.clone()],
    }
}
