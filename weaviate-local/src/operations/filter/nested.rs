//! Filters inside object properties. Comparisons joined by `And` under one list must hold for the same element.

mod matching;
pub(super) mod path;
pub(super) mod tree;
pub(super) mod validate;

use self::{
    path::{leaf, segments},
    tree::{Leaf, Subtree, Test, Tree},
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

/// Joins the comparisons of a `Contains…`.
pub(super) fn contains(operator: Operator, children: Vec<Plan>) -> Plan {
    let mut leaves: Vec<Subtree> = children
        .into_iter()
        .filter_map(|child| match child {
            Plan::Nested(subtree) => Some(subtree),
            _ => None,
        })
        .collect();
    let Some(first) = leaves.first() else { return Plan::Or(Vec::new()) };
    let root = first.root.clone();
    let tree = if operator == Operator::ContainsNone {
        let template = match &first.tree {
            Tree::Leaf(leaf) => leaf.clone(),
            _ => return Plan::Or(Vec::new()),
        };
        let tests = leaves
            .drain(..)
            .filter_map(|subtree| match subtree.tree {
                Tree::Leaf(leaf) => Some(leaf.test),
                _ => None,
            })
            .collect();
        Tree::Leaf(Leaf { test: Test::None(tests), ..template })
    } else {
        let trees = leaves.into_iter().map(|subtree| subtree.tree).collect();
        if operator == Operator::ContainsAll { Tree::And(trees) } else { Tree::Or(trees) }
    };
    Plan::Nested(Subtree { root, tree })
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
