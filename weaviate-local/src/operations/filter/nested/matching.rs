//! Whether an object passes a filter inside one of its object properties.

use std::collections::BTreeMap;

use super::{
    arrange::{Node, Parts, arrange, deepest_list, twice},
    positions::{Positions, Set},
    tree::{Leaf, Subtree, Test, Tree},
    values::Values,
};
use crate::{
    common::value::{Fields, Value},
    indexes::inverted::{analyze, key},
    operations::filter::clause::Operator,
    schema::Property,
};

/// A filter inside one object property, arranged.
pub(crate) struct Matcher<'a> {
    root: &'a Property,
    parts: Parts,
    /// The elements that it asks for objects without, none for the property itself.
    absent: Option<&'a [(String, usize)]>,
}

impl Subtree {
    /// Arranges it, to be held against many objects.
    pub(crate) fn matcher(&self) -> Matcher<'_> {
        let absent = match &self.tree {
            Tree::Leaf(Leaf { path, pins, test: Test::Null(true), .. }) if path.is_empty() => {
                Some(pins.as_slice())
            }
            _ => None,
        };
        Matcher { root: &self.root, parts: arrange(&self.root, &self.tree), absent }
    }
}

impl Matcher<'_> {
    /// Whether an object passes.
    pub(crate) fn matches(&self, fields: &Fields) -> bool {
        // An object property is null where it is not there, and then there are no positions.
        if let Some(pins) = self.absent {
            return fields.get(&self.root.name).is_none_or(|value| {
                let here = Here { root: self.root, positions: &Positions::of(self.root, value) };
                here.whole(pins).is_empty()
            });
        }
        let Some(value) = fields.get(&self.root.name) else { return false };
        let here = Here { root: self.root, positions: &Positions::of(self.root, value) };
        let mut found = self.parts.nodes.iter().map(|node| here.node(node, None));
        if self.parts.nodes.len() == 1 || self.parts.apart {
            return found.all(|set| !set.is_empty());
        }
        !together(&found.collect::<Vec<_>>()).is_empty()
    }
}

/// Those positions whose element is in all of some sets.
fn together(sets: &[Set]) -> Set {
    let shared = |root: usize| sets.iter().all(|set| set.iter().any(|(other, _)| *other == root));
    sets.iter().flatten().copied().filter(|(root, _)| shared(*root)).collect()
}

fn both(a: &Set, b: &Set) -> Set {
    a.intersection(b).copied().collect()
}

fn without(a: &Set, b: &Set) -> Set {
    a.difference(b).copied().collect()
}

/// An object against which conditions are held.
struct Here<'a> {
    root: &'a Property,
    positions: &'a Positions,
}

impl Here<'_> {
    /// Where a node holds, of the positions it is limited to.
    fn node(&self, node: &Node, within: Option<&Set>) -> Set {
        match node {
            Node::Group { scope, here, subs } => self.group(scope, here, subs, within),
            Node::Split { scope, branches } => {
                let mut found = branches.iter().map(|(at, branch)| {
                    let element = limited(self.positions.element(scope, *at), within);
                    if element.is_empty() { element } else { self.node(branch, Some(&element)) }
                });
                match branches.len() {
                    1 => found.next().unwrap_or_default(),
                    // Different elements of the property itself only have the object in common.
                    _ if scope.is_empty() => {
                        if found.all(|set| !set.is_empty()) {
                            Set::from([(usize::MAX, 0)])
                        } else {
                            Set::new()
                        }
                    }
                    _ => together(&found.collect::<Vec<_>>()),
                }
            }
            Node::Or { children, .. } => children.iter().flat_map(|child| self.node(child, within)).collect(),
            Node::Not { scope, pins, operand } => {
                let all = self.pinned(self.positions.exists(scope), pins);
                let all = limited(all, within);
                if all.is_empty() { all } else { without(&all, &self.node(operand, within)) }
            }
        }
    }

    fn group(&self, scope: &str, here: &[Leaf], subs: &[Node], within: Option<&Set>) -> Set {
        if let Some(leaves) = alone(here, subs) {
            let found = leaves.into_iter().map(|leaf| self.leaf(leaf, None));
            return limited(found.reduce(|a, b| both(&a, &b)).unwrap_or_default(), within);
        }
        if scope.is_empty() {
            let mut sets: Vec<Set> = here.iter().map(|leaf| self.leaf(leaf, None)).collect();
            sets.extend(subs.iter().map(|sub| self.node(sub, within)));
            sets.extend(within.cloned());
            return together(&sets);
        }
        if let Some(leaves) = chain(here, subs) {
            let found = leaves.into_iter().map(|leaf| self.leaf(leaf, None));
            return limited(found.reduce(|a, b| both(&a, &b)).unwrap_or_default(), within);
        }
        let mut out = Set::new();
        for element in self.positions.elements(scope) {
            let element = limited(element.clone(), within);
            let mut sets: Vec<Set> = here.iter().map(|leaf| self.leaf(leaf, Some(&element))).collect();
            sets.extend(subs.iter().map(|sub| self.node(sub, Some(&element))));
            out.extend(together(&sets));
        }
        out
    }

    fn leaf(&self, leaf: &Leaf, within: Option<&Set>) -> Set {
        match &leaf.test {
            Test::All(values) => self.all(leaf, values, within),
            test => limited(self.pinned(self.test(leaf, test), &leaf.pins), within),
        }
    }

    /// Where some of the values are, in those elements of the property that have all of them: what as many conditions as
    /// there are values come to, each by itself.
    fn all(&self, leaf: &Leaf, values: &Values, within: Option<&Set>) -> Set {
        let there = limited(self.pinned(self.positions.exists(&leaf.path), &leaf.pins), within);
        let mut elements: BTreeMap<usize, (Vec<&Value>, Set)> = BTreeMap::new();
        for (item, positions) in self.positions.values(&leaf.path) {
            let positions = both(positions, &there);
            if let Some((root, _)) = positions.first() {
                let (items, known) = elements.entry(*root).or_default();
                items.push(item);
                if values.has(&leaf.property, item) {
                    known.extend(positions);
                }
            }
        }
        let whole = |(items, _): &(Vec<&Value>, Set)| values.all_in(&leaf.property, items.iter().copied());
        elements.into_values().filter(whole).flat_map(|(_, positions)| positions).collect()
    }

    fn test(&self, leaf: &Leaf, test: &Test) -> Set {
        let there = || self.positions.exists(&leaf.path);
        // Of a pinned element all positions are another value's, as on the server, those without a value as well.
        let others = || if leaf.pins.is_empty() { there() } else { self.whole(&leaf.pins) };
        let matching = |passes: &dyn Fn(&Value) -> bool| self.positions.matching(&leaf.path, passes);
        let all = |sets: &mut dyn Iterator<Item = Set>| sets.reduce(|a, b| both(&a, &b)).unwrap_or_default();
        match test {
            Test::Null(false) => there(),
            Test::Null(true) => {
                let owner = leaf.path.rsplit_once('.').map_or("", |(owner, _)| owner);
                without(
                    &self.pinned(self.positions.exists(deepest_list(self.root, owner)), &leaf.pins),
                    &there(),
                )
            }
            Test::Key(operator, wanted) => {
                let holds = |operator: Operator| {
                    matching(&|item| {
                        let found = key::of_value(&leaf.property, item);
                        found.first().is_some_and(|found| operator.holds(found.as_slice().cmp(wanted)))
                    })
                };
                match operator {
                    Operator::NotEqual => without(&others(), &holds(Operator::Equal)),
                    operator => holds(*operator),
                }
            }
            Test::Tokens(operator, tokens) => all(&mut tokens.iter().map(|token| {
                let holds = |operator: Operator| {
                    matching(&|item| {
                        let found = analyze::indexed(&leaf.property, item);
                        found.keys().any(|known| operator.holds(known.cmp(token)))
                    })
                };
                match operator {
                    Operator::NotEqual => without(&others(), &holds(Operator::Equal)),
                    operator => holds(*operator),
                }
            })),
            Test::Like(patterns) => all(&mut patterns.iter().map(|pattern| {
                matching(&|item| {
                    analyze::indexed(&leaf.property, item).keys().any(|token| pattern.matches(token))
                })
            })),
            Test::Any(values) => matching(&|item| values.has(&leaf.property, item)),
            Test::All(values) => self.all(leaf, values, None),
            Test::None(values) => without(&there(), &matching(&|item| values.has(&leaf.property, item))),
        }
    }

    /// The positions of an element, or of the whole property.
    fn whole(&self, pins: &[(String, usize)]) -> Set {
        self.pinned(self.positions.exists(""), pins)
    }

    fn pinned(&self, set: Set, pins: &[(String, usize)]) -> Set {
        pins.iter().fold(set, |set, (list, at)| both(&set, &self.positions.element(list, *at)))
    }
}

fn limited(set: Set, within: Option<&Set>) -> Set {
    match within {
        None => set,
        Some(within) => set.into_iter().filter(|position| within.contains(position)).collect(),
    }
}

/// The conditions of a group without groups in it, when those on one element share positions: plain values have all
/// positions of their element, and the items of one list are some of them.
fn alone<'a>(here: &'a [Leaf], subs: &[Node]) -> Option<Vec<&'a Leaf>> {
    let lists = here.iter().filter(|leaf| leaf.has_items()).count();
    let shared = !twice(here.iter()) && (here.len() == 1 || lists < 2);
    (subs.is_empty() && !here.is_empty() && shared).then(|| here.iter().collect())
}

/// The conditions of a group and of those in it, one in the other, when all are about plain values: those of the outer
/// elements have the positions of what is deeper.
fn chain<'a>(here: &'a [Leaf], subs: &'a [Node]) -> Option<Vec<&'a Leaf>> {
    let mut leaves: Vec<&Leaf> = here.iter().collect();
    let mut rest = subs;
    let mut deeper = 0;
    while let Some((sub, others)) = rest.split_first() {
        let Node::Group { here, subs, .. } = sub else { return None };
        deeper += usize::from(!here.is_empty());
        if !others.is_empty() || deeper > 1 {
            return None;
        }
        leaves.extend(here);
        rest = subs;
    }
    let plain = leaves.iter().all(|leaf| !leaf.has_items());
    (plain && !twice(leaves.iter().copied())).then_some(leaves)
}
