//! Filters inside object properties. Comparisons joined by `And` under one list must hold for the same element.

use super::like::Pattern;
use super::plan::{tokens, value_key};
use super::{Comparison, Operand, Operator, Plan};
use crate::error::{Refusal, Result};
use crate::gotext::quote;
use crate::inverted::{analyze, key};
use crate::schema::{Class, Property};
use crate::value::{Fields, Value};

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
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
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
    None(Vec<Test>),
}

/// One comparison inside an object property.
pub(super) fn leaf_plan(class: &Class, root: &Property, comparison: &Comparison) -> Result<Subtree> {
    let path = segments(&comparison.path.property);
    let property = leaf(root, &comparison.path.property, &path)?.clone();
    let operator = comparison.operator;
    let test = match (operator, &comparison.value) {
        (Operator::IsNull, Operand::Bool(null)) => Test::Null(*null),
        (Operator::IsNull, other) => {
            return Err(Refusal::new(format!("expected value to be bool, got {}", other.go_type())));
        }
        (_, value) if property.kind.is_text() => {
            let tokens = tokens(class, &property, operator, value)?;
            if operator == Operator::Like {
                Test::Like(tokens.iter().map(|token| Pattern::new(token)).collect())
            } else {
                Test::Tokens(operator, tokens)
            }
        }
        (_, value) => Test::Key(operator, value_key(property.kind, value)?),
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

/// Where a tree is evaluated: an object inside the object, and how many steps led to it.
#[derive(Clone, Copy)]
struct Here<'a> {
    fields: &'a Fields,
    depth: usize,
}

impl Subtree {
    /// Whether an object passes.
    pub(crate) fn matches(&self, fields: &Fields) -> bool {
        self.tree.matches(Here { fields, depth: 0 })
    }
}

impl Tree {
    fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Tree::And(children) | Tree::Or(children) => children.iter().flat_map(Tree::leaves).collect(),
            Tree::Not(child) => child.leaves(),
            Tree::Leaf(leaf) => vec![leaf],
        }
    }

    /// The next step that every comparison takes, unless one of them ends here.
    fn shared_step(&self, depth: usize) -> Option<&Segment> {
        let leaves = self.leaves();
        let step = leaves.first()?.path.get(depth)?;
        let goes_on = |leaf: &&Leaf| leaf.path.len() > depth + 1 && leaf.path.get(depth) == Some(step);
        let shared = leaves.iter().all(goes_on);
        shared.then_some(step)
    }

    fn matches(&self, here: Here<'_>) -> bool {
        if let Some(step) = self.shared_step(here.depth) {
            return elements(here, step).any(|fields| self.matches(Here { fields, depth: here.depth + 1 }));
        }
        match self {
            Tree::And(children) => and(children, here),
            Tree::Or(children) => children.iter().any(|child| child.matches(here)),
            Tree::Not(child) => !child.matches(here),
            Tree::Leaf(leaf) => leaf.matches(here),
        }
    }
}

// Comparisons that go on into the same list stay together.
fn and(children: &[Tree], here: Here<'_>) -> bool {
    let mut groups: Vec<(Option<Segment>, Vec<Tree>)> = Vec::new();
    for child in children {
        let step = child.shared_step(here.depth).cloned();
        match groups.iter_mut().find(|(known, _)| step.is_some() && *known == step) {
            Some((_, trees)) => trees.push(child.clone()),
            None => groups.push((step, vec![child.clone()])),
        }
    }
    groups.into_iter().all(|(_, mut trees)| {
        if trees.len() == 1 { trees.remove(0).matches(here) } else { Tree::And(trees).matches(here) }
    })
}

fn elements<'a>(here: Here<'a>, step: &Segment) -> Box<dyn Iterator<Item = &'a Fields> + 'a> {
    match (here.fields.get(&step.name), step.at) {
        (Some(Value::Object(fields)), None) => Box::new(std::iter::once(fields)),
        (Some(Value::Objects(list)), None) => Box::new(list.iter()),
        (Some(Value::Objects(list)), Some(at)) => Box::new(list.get(at).into_iter()),
        _ => Box::new(std::iter::empty()),
    }
}

impl Leaf {
    fn matches(&self, here: Here<'_>) -> bool {
        let Some(last) = self.path.get(here.depth) else { return false };
        let value = here.fields.get(&last.name);
        if let Test::Null(null) = self.test {
            let there = match value {
                None => false,
                Some(Value::Objects(objects)) => !objects.is_empty(),
                Some(value) => !is_list(value) || !items(value).is_empty(),
            };
            // The items of lists have places of their own: beside other lists, a list or an object does not fill
            // every place of its owner.
            let apart = (self.property.kind.is_list() || self.property.kind.is_nested())
                && here.fields.iter().any(|(name, other)| *name != last.name && holds_list(other));
            return if null { !there || apart } else { there };
        }
        let Some(value) = value else { return false };
        let all = items(value);
        match last.at {
            Some(at) => all.get(at).is_some_and(|item| self.test.holds(&self.property, item)),
            None => all.iter().any(|item| self.test.holds(&self.property, item)),
        }
    }
}

fn is_list(value: &Value) -> bool {
    matches!(
        value,
        Value::Texts(_)
            | Value::Ints(_)
            | Value::Numbers(_)
            | Value::Bools(_)
            | Value::Dates(_)
            | Value::Uuids(_)
    )
}

// Whether there are list items in it, however deep.
fn holds_list(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.values().any(holds_list),
        Value::Objects(list) => !list.is_empty(),
        value => is_list(value) && !items(value).is_empty(),
    }
}

// A list's items one by one.
fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Texts(list) => list.iter().cloned().map(Value::Text).collect(),
        Value::Ints(list) => list.iter().copied().map(Value::Int).collect(),
        Value::Numbers(list) => list.iter().copied().map(Value::Number).collect(),
        Value::Bools(list) => list.iter().copied().map(Value::Bool).collect(),
        Value::Dates(list) => list.iter().copied().map(Value::Date).collect(),
        Value::Uuids(list) => list.iter().copied().map(Value::Uuid).collect(),
        other => vec![other.clone()],
    }
}

impl Test {
    fn holds(&self, property: &Property, item: &Value) -> bool {
        match self {
            Test::Null(_) => false,
            Test::Key(operator, wanted) => key::of_value(property, item)
                .first()
                .is_some_and(|found| operator.holds(found.as_slice().cmp(wanted))),
            Test::Tokens(operator, wanted) => {
                let found = analyze::indexed(property, item);
                match operator {
                    Operator::Equal => wanted.iter().all(|token| found.contains_key(token)),
                    Operator::NotEqual => !wanted.iter().all(|token| found.contains_key(token)),
                    operator => {
                        wanted.iter().all(|token| found.keys().any(|known| operator.holds(known.cmp(token))))
                    }
                }
            }
            Test::Like(patterns) => {
                let found = analyze::indexed(property, item);
                patterns.iter().all(|pattern| found.keys().any(|token| pattern.matches(token)))
            }
            Test::None(tests) => !tests.iter().any(|test| test.holds(property, item)),
        }
    }
}
