//! Arranges the conditions on one object property by the lists of objects that they share, as the server does: conditions
//! joined by `And` hold of the same element of the deepest list that they have in common.

use super::tree::{Leaf, Test, Tree};
use crate::schema::{DataType, Property};

/// Conditions, with the list of objects whose elements they are about; the property itself is the empty path.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// All of them hold of one element.
    Group {
        scope: String,
        here: Vec<Leaf>,
        subs: Vec<Self>,
    },
    /// Elements pinned by their place.
    Split {
        scope: String,
        branches: Vec<(usize, Self)>,
    },
    Or {
        scope: String,
        children: Vec<Self>,
    },
    /// Elements that the operand does not hold of.
    Not {
        scope: String,
        pins: Vec<(String, usize)>,
        operand: Box<Self>,
    },
}

impl Node {
    fn scope(&self) -> &str {
        match self {
            Self::Group { scope, .. }
            | Self::Split { scope, .. }
            | Self::Or { scope, .. }
            | Self::Not { scope, .. } => scope,
        }
    }
}

/// A filter on one object property as parts: each part is about elements of its own, pinned apart from those of the others.
pub(super) struct Parts {
    pub(super) nodes: Vec<Node>,
    /// Whether the parts only have to hold of the same object, not of the same element.
    pub(super) apart: bool,
}

/// Arranges a filter on an object property.
pub(super) fn arrange(root: &Property, tree: &Tree) -> Parts {
    let arranger = Arranger { root };
    let only = |node| Parts { nodes: vec![node], apart: false };
    let children: Vec<&Tree> = match tree {
        Tree::Or(children) | Tree::Any(children) => return only(arranger.or(children, "")),
        Tree::Not(child) => return only(arranger.not(child, "")),
        Tree::Leaf(_) => vec![tree],
        Tree::And(children) => children.iter().collect(),
    };
    let mut groups: Vec<Vec<&Tree>> = Vec::new();
    let mut apart = true;
    for child in children {
        let pins = pins(child);
        apart &= pins.first().is_none_or(|(list, _)| list.is_empty());
        let fits = |group: &&mut Vec<&Tree>| group.iter().all(|member| agree(&self::pins(member), &pins));
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(child),
            None => groups.push(vec![child]),
        }
    }
    let nodes = groups.into_iter().map(|group| arranger.plan(&group, "")).collect();
    Parts { nodes, apart }
}

// Whether neither pins the property to another element than the other does.
fn agree(a: &[(String, usize)], b: &[(String, usize)]) -> bool {
    b.iter()
        .all(|(list, at)| !list.is_empty() || a.iter().all(|(known, other)| !known.is_empty() || other == at))
}

/// What a condition, or the first one of several, is about.
fn path(tree: &Tree) -> &str {
    match tree {
        Tree::Leaf(leaf) => &leaf.path,
        Tree::And(children) | Tree::Any(children) => match children.first() {
            Some(Tree::Leaf(leaf)) => &leaf.path,
            _ => "",
        },
        Tree::Or(_) | Tree::Not(_) => "",
    }
}

fn pins(tree: &Tree) -> Vec<(String, usize)> {
    match tree {
        Tree::Leaf(leaf) => leaf.pins.clone(),
        Tree::And(children) | Tree::Any(children) => match children.first() {
            Some(Tree::Leaf(leaf)) => leaf.pins.clone(),
            _ => Vec::new(),
        },
        Tree::Or(_) | Tree::Not(_) => Vec::new(),
    }
}

struct Arranger<'a> {
    root: &'a Property,
}

impl Arranger<'_> {
    fn plan(&self, items: &[&Tree], scope: &str) -> Node {
        let mut free = Vec::new();
        let mut pinned: Vec<(usize, Vec<&Tree>)> = Vec::new();
        for item in items {
            let here = pins(item).into_iter().find(|(list, _)| list == scope);
            match here {
                None => free.push(*item),
                Some((_, at)) => match pinned.iter_mut().find(|(known, _)| *known == at) {
                    Some((_, some)) => some.push(item),
                    None => pinned.push((at, vec![item])),
                },
            }
        }
        pinned.sort_by_key(|(at, _)| *at);
        match pinned.len() {
            0 => return self.group(items, scope),
            1 => pinned.iter_mut().for_each(|(_, some)| some.append(&mut free)),
            // What is not pinned beside several pins is not looked at, as on the server.
            _ => {}
        }
        let branches = pinned.into_iter().map(|(at, some)| (at, self.group(&some, scope))).collect();
        Node::Split { scope: scope.to_owned(), branches }
    }

    fn group(&self, items: &[&Tree], scope: &str) -> Node {
        let mut here: Vec<Leaf> = Vec::new();
        let mut deeper: Vec<(String, Vec<&Tree>)> = Vec::new();
        let mut joined = Vec::new();
        for item in flat(items) {
            let list = self.common(item);
            match item {
                Tree::Or(children) | Tree::Any(children) if list == scope => {
                    joined.push(self.or(children, scope));
                }
                Tree::Not(child) if list == scope => joined.push(self.not(child, scope)),
                Tree::Leaf(leaf) if list == scope => here.push(leaf.clone()),
                item => {
                    let towards = if matches!(item, Tree::Leaf(_)) { path(item) } else { list };
                    let next = self.next_list(scope, towards).to_owned();
                    match deeper.iter_mut().find(|(known, _)| *known == next) {
                        Some((_, some)) => some.push(item),
                        None => deeper.push((next, vec![item])),
                    }
                }
            }
        }
        here.sort_by(|a, b| a.path.cmp(&b.path));
        deeper.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut subs: Vec<Node> = deeper.into_iter().map(|(list, some)| self.plan(&some, &list)).collect();
        subs.append(&mut joined);
        if here.is_empty() && subs.len() == 1 && !subs.first().is_some_and(|sub| keeps(scope, sub)) {
            return subs.remove(0);
        }
        Node::Group { scope: scope.to_owned(), here, subs }
    }

    fn or(&self, children: &[Tree], scope: &str) -> Node {
        let children: Vec<Node> = children.iter().map(|child| self.plan(&[child], scope)).collect();
        let scope = shared(children.iter().map(Node::scope)).to_owned();
        Node::Or { scope, children }
    }

    fn not(&self, child: &Tree, scope: &str) -> Node {
        let operand = self.plan(&[child], scope);
        // Only the pins of a single condition narrow down what is turned round.
        let pins = match child {
            Tree::Leaf(leaf) if leaf.test.is_one() => leaf.pins.clone(),
            _ => Vec::new(),
        };
        Node::Not { scope: operand.scope().to_owned(), pins, operand: Box::new(operand) }
    }

    /// The deepest list of objects that all conditions are about.
    fn common<'t>(&self, tree: &'t Tree) -> &'t str {
        match tree {
            Tree::Leaf(leaf) => deepest_list(self.root, &leaf.path),
            Tree::Not(child) => self.common(child),
            Tree::And(children) | Tree::Or(children) | Tree::Any(children) => {
                shared(children.iter().map(|child| self.common(child)))
            }
        }
    }

    /// The first list of objects on a path that is deeper than another.
    fn next_list<'t>(&self, scope: &str, path: &'t str) -> &'t str {
        let steps = if scope.is_empty() { 0 } else { scope.split('.').count() };
        let found = lists(self.root, path).into_iter().find(|list| list.split('.').count() > steps);
        found.unwrap_or_default()
    }
}

/// Whether a group with nothing but one group in it is needed, so that elements of one place in different lists are
/// told apart.
fn keeps(scope: &str, sub: &Node) -> bool {
    if scope.is_empty() {
        return false;
    }
    match sub {
        Node::Split { branches, .. } => match branches.as_slice() {
            [(_, only)] => keeps(scope, only),
            _ => true,
        },
        Node::Group { .. } => walks(sub),
        Node::Or { .. } | Node::Not { .. } => false,
    }
}

/// Whether a group, or one in it, is evaluated element by element.
fn walks(node: &Node) -> bool {
    let Node::Group { scope, here, subs } = node else { return false };
    let lists = here.iter().filter(|leaf| leaf.has_items()).count();
    let alone = lists >= 2 || lists >= 1 && !subs.is_empty();
    if !scope.is_empty() && (subs.len() >= 2 || twice(here.iter()) || alone) {
        return true;
    }
    subs.iter().any(|sub| match sub {
        Node::Or { .. } | Node::Not { .. } => !scope.is_empty(),
        sub => walks(sub),
    })
}

// `And` inside `And` says nothing more.
fn flat<'t>(items: &[&'t Tree]) -> Vec<&'t Tree> {
    let each = items.iter().flat_map(|item| match item {
        Tree::And(children) => flat(&children.iter().collect::<Vec<_>>()),
        item => vec![*item],
    });
    each.collect()
}

/// Whether two conditions are about the same path; one that asks for several values is as many.
pub(super) fn twice<'a>(mut here: impl Iterator<Item = &'a Leaf>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    !here.all(|leaf| !matches!(leaf.test, Test::All(_)) && seen.insert(&leaf.path))
}

/// The lists of objects on a path, from the outside in.
fn lists<'t>(root: &Property, path: &'t str) -> Vec<&'t str> {
    let mut out = Vec::new();
    let mut property = root;
    let mut end = 0;
    for step in path.split('.') {
        end += step.len();
        let Some(inner) = property.nested(step) else { break };
        if inner.kind == DataType::Objects {
            out.push(&path[..end]);
        }
        property = inner;
        end += 1;
    }
    out
}

/// The deepest list of objects on a path; empty when there is none.
pub(super) fn deepest_list<'t>(root: &Property, path: &'t str) -> &'t str {
    lists(root, path).pop().unwrap_or_default()
}

// What paths begin with, all of them, in whole steps.
fn shared<'t>(mut paths: impl Iterator<Item = &'t str>) -> &'t str {
    let first = paths.next().unwrap_or_default();
    paths.fold(first, |known, other| {
        let mut end = 0;
        for (a, b) in known.split('.').zip(other.split('.')) {
            if a != b {
                break;
            }
            end += a.len() + usize::from(end > 0);
        }
        &known[..end]
    })
}
