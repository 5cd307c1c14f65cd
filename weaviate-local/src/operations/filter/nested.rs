//! Filters inside object properties. Comparisons joined by `And` under one list must hold for the same element.

mod arrange;
mod matching;
pub(super) mod path;
mod positions;
pub(super) mod tree;
pub(super) mod validate;
mod values;

use self::{
    path::{leaf, segments},
    tree::{Leaf, Subtree, Test, Tree},
    values::Values,
};
use super::{
    clause::{Comparison, Operand, Operator},
    keys::{patterns, tokens, value_key},
    like::Pattern,
    plan::Plan,
};
use crate::{
    common::{
        error::{Refusal, Result, Within},
        gotext::quote,
    },
    schema::{Class, Property},
};

/// One comparison inside an object property.
pub(super) fn leaf_plan(class: &Class, root: &Property, comparison: &Comparison) -> Result<Subtree> {
    let path = segments(&comparison.path.property);
    let property = leaf(root, &comparison.path.property, &path)?.clone();
    let operator = comparison.operator;
    let place = || format!("nested path {}", quote(&comparison.path.property));
    let test = match (operator, &comparison.value) {
        (Operator::IsNull, Operand::Bool(null)) => Test::Null(*null),
        (Operator::IsNull, other) => {
            let why = Refusal::new(format!("expected value to be bool, got {}", other.go_type()));
            let name = quote(&root.name);
            return Err(why.within("encode bool").within(format!("nested IsNull {name}")));
        }
        (_, value) if property.kind.is_text() => {
            if !matches!(value, Operand::Text(_)) {
                let why = Refusal::new(format!("expected string value, got {}", value.go_type()));
                return Err(why.within(place()));
            }
            if operator == Operator::Like {
                Test::Like(patterns(&property, value)?)
            } else {
                Test::Tokens(operator, tokens(class, &property, value)?)
            }
        }
        (_, value) => {
            let key = value_key(property.kind, value).within("encode value").within(place())?;
            if operator == Operator::Like {
                Test::Like(vec![Pattern::of_bytes(&key)])
            } else {
                Test::Key(operator, key)
            }
        }
    };
    let names: Vec<&str> = path.iter().skip(1).map(|segment| segment.name.as_str()).collect();
    let pinned = path
        .iter()
        .enumerate()
        .filter_map(|(depth, segment)| Some((names.get(..depth)?.join("."), segment.at?)));
    let leaf = Leaf { path: names.join("."), pins: pinned.collect(), property, test };
    Ok(Subtree { root: root.clone(), tree: Tree::Leaf(leaf) })
}

/// Joins the comparisons of a `Contains…`, which are all of one property, into one that looks each value up.
pub(super) fn contains(operator: Operator, children: Vec<Plan>) -> Plan {
    let mut leaves = children.into_iter().filter_map(|child| match child {
        Plan::Nested(subtree) => match *subtree {
            Subtree { root, tree: Tree::Leaf(leaf) } => Some((root, leaf)),
            Subtree { .. } => None,
        },
        _ => None,
    });
    let Some((root, first)) = leaves.next() else { return Plan::Or(Vec::new()) };
    let mut tests = vec![first.test];
    tests.extend(leaves.map(|(_, leaf)| leaf.test));
    let several = tests.len() > 1;
    let mut values = Values::default();
    for test in &tests {
        match test {
            Test::Key(_, key) => values.add_key(key.clone()),
            Test::Tokens(_, tokens) => values.add_text(tokens.clone()),
            // A `Contains…` is made of tests for equality.
            Test::Null(_) | Test::Like(_) | Test::Any(_) | Test::All(_) | Test::None(_) => {}
        }
    }
    let values = Box::new(values);
    let leaf = |test| Tree::Leaf(Leaf { test, path: first.path, pins: first.pins, property: first.property });
    let tree = match operator {
        Operator::ContainsNone => leaf(Test::None(values)),
        // Any or all of one value is a test for that value.
        _ if !several => leaf(tests.remove(0)),
        Operator::ContainsAll => Tree::And(vec![leaf(Test::All(values))]),
        _ => Tree::Any(vec![leaf(Test::Any(values))]),
    };
    plan(root, tree)
}

fn plan(root: Property, tree: Tree) -> Plan {
    Plan::Nested(Box::new(Subtree { root, tree }))
}

/// Brings together what belongs to the same object property.
pub(super) fn group(whole: Plan) -> Plan {
    match whole {
        Plan::And(children) => joined(children, Plan::And, Tree::And),
        Plan::Or(children) => joined(children, Plan::Or, Tree::Or),
        Plan::Not(children) => {
            let mut children: Vec<Plan> = children.into_iter().map(group).collect();
            match (children.pop(), children.is_empty()) {
                (Some(Plan::Nested(subtree)), true) => {
                    let Subtree { root, tree } = *subtree;
                    let turned = match tree {
                        // What is not null is there, and the other way round.
                        Tree::Leaf(Leaf { test: Test::Null(null), path, pins, property }) => {
                            Tree::Leaf(Leaf { test: Test::Null(!null), path, pins, property })
                        }
                        tree => Tree::Not(Box::new(tree)),
                    };
                    plan(root, turned)
                }
                (Some(last), _) => {
                    children.push(last);
                    Plan::Not(children)
                }
                (None, _) => Plan::Not(children),
            }
        }
        other => other,
    }
}

fn joined(children: Vec<Plan>, several: fn(Vec<Plan>) -> Plan, tree: fn(Vec<Tree>) -> Tree) -> Plan {
    let mut others = Vec::new();
    let mut subtrees: Vec<(Property, Vec<Tree>)> = Vec::new();
    for child in children.into_iter().map(group) {
        match child {
            Plan::Nested(subtree) => {
                let Subtree { root, tree } = *subtree;
                match subtrees.iter_mut().find(|(known, _)| known.name == root.name) {
                    Some((_, trees)) => trees.push(tree),
                    None => subtrees.push((root, vec![tree])),
                }
            }
            other => others.push(other),
        }
    }
    others.extend(subtrees.into_iter().map(|(root, mut trees)| {
        let tree = if trees.len() == 1 { trees.remove(0) } else { tree(trees) };
        plan(root, tree)
    }));
    if others.len() == 1 && matches!(others.first(), Some(Plan::Nested(_))) {
        return others.remove(0);
    }
    several(others)
}
