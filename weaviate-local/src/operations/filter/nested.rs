//! Filters inside object properties. Comparisons joined by `And` under one list must hold for the same element.

mod matching;
pub(super) mod path;
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
    keys::{tokens, value_key},
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
            let tokens = tokens(class, &property, operator, value)?;
            if operator == Operator::Like {
                Test::Like(tokens.iter().map(|token| Pattern::new(token)).collect())
            } else {
                Test::Tokens(operator, tokens)
            }
        }
        (_, value) => {
            let key = value_key(property.kind, value).within("encode value").within(place())?;
            Test::Key(operator, key)
        }
    };
    Ok(Subtree { root: root.name.clone(), tree: Tree::Leaf(Leaf { path, property, test }) })
}

/// Joins the comparisons of a `Contains…`, which are all of one property, into one that looks each value up.
pub(super) fn contains(operator: Operator, children: Vec<Plan>) -> Plan {
    let mut leaves = children.into_iter().filter_map(|child| match child {
        Plan::Nested(Subtree { root, tree: Tree::Leaf(leaf) }) => Some((root, leaf)),
        _ => None,
    });
    let Some((root, first)) = leaves.next() else { return Plan::Or(Vec::new()) };
    let Leaf { path, property, test } = first;
    let tests = std::iter::once(test).chain(leaves.map(|(_, leaf)| leaf.test));
    let mut values = Values::default();
    for test in tests {
        match test {
            Test::Key(_, key) => values.add_key(key),
            Test::Tokens(_, tokens) => values.add_text(tokens),
            // A `Contains…` is made of tests for equality.
            Test::Null(_) | Test::Like(_) | Test::Any(_) | Test::All(_) | Test::None(_) => {}
        }
    }
    let values = Box::new(values);
    let test = match operator {
        Operator::ContainsNone => Test::None(values),
        Operator::ContainsAll => Test::All(values),
        _ => Test::Any(values),
    };
    Plan::Nested(Subtree { root, tree: Tree::Leaf(Leaf { path, property, test }) })
}

/// Brings together what belongs to the same object property.
pub(super) fn group(plan: Plan) -> Plan {
    match plan {
        Plan::And(children) => joined(children, Plan::And, Tree::And),
        Plan::Or(children) => joined(children, Plan::Or, Tree::Or),
        Plan::Not(children) => {
            let mut children: Vec<Plan> = children.into_iter().map(group).collect();
            match (children.pop(), children.is_empty()) {
                (Some(Plan::Nested(subtree)), true) => {
                    Plan::Nested(Subtree { root: subtree.root, tree: Tree::Not(Box::new(subtree.tree)) })
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

fn joined(children: Vec<Plan>, plan: fn(Vec<Plan>) -> Plan, tree: fn(Vec<Tree>) -> Tree) -> Plan {
    let mut others = Vec::new();
    let mut subtrees: Vec<(String, Vec<Tree>)> = Vec::new();
    for child in children.into_iter().map(group) {
        match child {
            Plan::Nested(subtree) => match subtrees.iter_mut().find(|(root, _)| *root == subtree.root) {
                Some((_, trees)) => trees.push(subtree.tree),
                None => subtrees.push((subtree.root, vec![subtree.tree])),
            },
            other => others.push(other),
        }
    }
    others.extend(subtrees.into_iter().map(|(root, mut trees)| {
        let tree = if trees.len() == 1 { trees.remove(0) } else { tree(trees) };
        Plan::Nested(Subtree { root, tree })
    }));
    if others.len() == 1 && matches!(others.first(), Some(Plan::Nested(_))) {
        return others.remove(0);
    }
    plan(others)
}
