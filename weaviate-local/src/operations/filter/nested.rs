//! Filters inside object properties. Comparisons joined by `And` under one list must hold for the same element.

mod matching;

use super::{
    Comparison, Operand, Operator, Plan,
    like::Pattern,
    plan::{tokens, value_key},
    validate::check_null,
};
use crate::{
    common::{
        error::{Refusal, Result, Within},
        gotext::quote,
    },
    schema::{Class, Property},
};

/// A step of a path: a name, and the element it is pinned to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    name: String,
    at: Option<usize>,
}

fn segments(path: &str) -> Vec<Segment> {
    path.split('.')
        .map(|part| {
            let pinned = part.strip_suffix(']').and_then(|part| part.split_once('['));
            match pinned.and_then(|(name, at)| Some((name, at.parse().ok()?))) {
                Some((name, at)) => Segment { name: name.to_owned(), at: Some(at) },
                None => Segment { name: part.to_owned(), at: None },
            }
        })
        .collect()
}

/// The property a path begins with.
pub(super) fn root_name(path: &str) -> &str {
    let first = path.split('.').next().unwrap_or(path);
    match first.strip_suffix(']').and_then(|part| part.split_once('[')) {
        Some((name, at)) if at.parse::<usize>().is_ok() => name,
        _ => first,
    }
}

/// Whether the first step is pinned to an element.
pub(super) fn has_index(path: &str) -> bool {
    segments(path).first().is_some_and(|segment| segment.at.is_some())
}

/// The object property and the steps, when the path leads into one.
pub(super) fn split<'a>(class: &'a Class, path: &str) -> Option<(&'a Property, Vec<Segment>)> {
    if !path.contains('.') {
        return None;
    }
    let root = class.property(root_name(path)).filter(|property| property.kind.is_nested())?;
    Some((root, segments(path)))
}

/// The property at the end of a path.
pub(super) fn leaf<'a>(root: &'a Property, path: &str, segments: &[Segment]) -> Result<&'a Property> {
    check_root_index(root, segments)?;
    let mut property = root;
    for segment in segments.iter().skip(1) {
        property = property.nested(&segment.name).ok_or_else(|| {
            Refusal::new(format!(
                "nested path {}: sub-property {} not found",
                quote(path),
                quote(&segment.name)
            ))
        })?;
        if segment.at.is_some() && !property.kind.is_list() {
            return Err(Refusal::new(format!(
                "nested path {}: sub-property {} is of type {} — [N] indexing requires an array type",
                quote(path),
                quote(&segment.name),
                quote(property.kind.name())
            )));
        }
    }
    Ok(property)
}

fn check_root_index(root: &Property, segments: &[Segment]) -> Result<()> {
    if segments.first().is_some_and(|segment| segment.at.is_some()) && !root.kind.is_list() {
        return Err(Refusal::new(format!(
            "property {} is of type {} — [N] indexing requires an array type",
            quote(&root.name),
            quote(root.kind.name())
        )));
    }
    Ok(())
}

/// Checks a comparison inside an object property.
pub(super) fn validate(root: &Property, path: &str, length: bool, comparison: &Comparison) -> Result<()> {
    if length {
        return Err(Refusal::new("property length filtering is not supported for nested properties"));
    }
    if comparison.operator == Operator::IsNull {
        check_null(comparison)?;
    }
    let segments = segments(path);
    check_root_index(root, &segments)?;
    if segments.len() == 1 {
        if comparison.operator == Operator::IsNull {
            return Ok(());
        }
        return Err(Refusal::new(format!(
            "property {} is of type {}; use dot notation to filter on a sub-property",
            quote(path),
            quote(root.kind.name())
        )));
    }
    let leaf = leaf(root, path, &segments)?;
    if comparison.operator == Operator::IsNull {
        return Ok(());
    }
    if leaf.kind.is_nested() {
        return Err(Refusal::new(format!(
            "nested path {}: sub-property {} is of type {}; filtering on object types is not supported, specify a \
             primitive sub-property",
            quote(path),
            quote(&leaf.name),
            quote(leaf.kind.name())
        )));
    }
    if !leaf.filterable && !leaf.range {
        return Err(Refusal::new(format!(
            "nested path {}: sub-property {} is not filterable",
            quote(path),
            quote(&leaf.name)
        )));
    }
    Ok(())
}

/// A filter inside one object property.
#[derive(Debug, Clone)]
pub(crate) struct Subtree {
    root: String,
    tree: Tree,
}

#[derive(Debug, Clone)]
enum Tree {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Leaf(Leaf),
}

#[derive(Debug, Clone)]
struct Leaf {
    path: Vec<Segment>,
    property: Property,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    Null(bool),
    Key(Operator, Vec<u8>),
    /// Every token must be in the text.
    Tokens(Operator, Vec<String>),
    Like(Vec<Pattern>),
    None(Vec<Self>),
}

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
