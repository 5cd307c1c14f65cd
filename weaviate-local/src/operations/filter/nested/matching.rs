//! Whether an object passes a filter inside one of its object properties.

use super::{
    path::Segment,
    tree::{Leaf, Subtree, Test, Tree},
};
use crate::{
    common::value::{Fields, Value},
    indexes::inverted::{analyze, key},
    operations::filter::clause::Operator,
    schema::Property,
};

/// Where a tree is evaluated: an object inside the object, and how many steps led to it.
#[derive(Clone, Copy)]
struct Here<'a> {
    fields: &'a Fields,
    depth: usize,
}

impl<'a> Here<'a> {
    fn below(self, fields: &'a Fields) -> Self {
        Self { fields, depth: self.depth + 1 }
    }
}

impl Subtree {
    /// Whether an object passes.
    pub(crate) fn matches(&self, fields: &Fields) -> bool {
        self.tree.matches(Here { fields, depth: 0 })
    }
}

impl Tree {
    /// The next step that every comparison takes, unless one of them ends here.
    fn shared_step(&self, depth: usize) -> Option<&Segment> {
        match self {
            Self::Leaf(leaf) => leaf.path.get(depth).filter(|_| leaf.path.len() > depth + 1),
            Self::Not(child) => child.shared_step(depth),
            Self::And(children) | Self::Or(children) => {
                let (first, others) = children.split_first()?;
                let step = first.shared_step(depth)?;
                others.iter().all(|child| child.shared_step(depth) == Some(step)).then_some(step)
            }
        }
    }

    fn matches(&self, here: Here<'_>) -> bool {
        match self {
            Self::And(children) => and(children.iter(), here),
            // An element that passes one of them, for each of them.
            Self::Or(children) => children.iter().any(|child| child.matches(here)),
            Self::Not(child) => match self.shared_step(here.depth) {
                Some(step) => elements(here, step).any(|fields| self.matches(here.below(fields))),
                None => !child.matches(here),
            },
            Self::Leaf(leaf) => match self.shared_step(here.depth) {
                Some(step) => elements(here, step).any(|fields| self.matches(here.below(fields))),
                None => leaf.matches(here),
            },
        }
    }
}

// Comparisons that go on into the same list stay together: one element has to pass them all.
fn and<'t>(children: impl Iterator<Item = &'t Tree>, here: Here<'_>) -> bool {
    let mut groups: Vec<(&Segment, Vec<&Tree>)> = Vec::new();
    for child in children {
        match child.shared_step(here.depth) {
            None if !child.matches(here) => return false,
            None => {}
            Some(step) => match groups.iter_mut().find(|(known, _)| *known == step) {
                Some((_, trees)) => trees.push(child),
                None => groups.push((step, vec![child])),
            },
        }
    }
    groups.iter().all(|(step, trees)| {
        elements(here, step).any(|fields| and(trees.iter().copied(), here.below(fields)))
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
                Some(value) => !value.is_list() || !items(value).is_empty(),
            };
            // The server counts positions of list items. Where the owner has items in another list too, those positions
            // are null for this property.
            let apart = (self.property.kind.is_list() || self.property.kind.is_nested())
                && here.fields.iter().any(|(name, other)| *name != last.name && holds_list(other));
            return if null { !there || apart } else { there };
        }
        let Some(value) = value else { return false };
        let all = items(value);
        if let Test::All(values) = &self.test {
            return values.all_in(
                &self.property,
                last.at.map_or(&*all, |at| all.get(at..=at).unwrap_or_default()).iter(),
            );
        }
        match last.at {
            Some(at) => all.get(at).is_some_and(|item| self.test.holds(&self.property, item)),
            None => all.iter().any(|item| self.test.holds(&self.property, item)),
        }
    }
}

// Whether there are list items in it, however deep.
fn holds_list(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.values().any(holds_list),
        Value::Objects(list) => !list.is_empty(),
        value => value.is_list() && !items(value).is_empty(),
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
            // A leaf asks these of all its items.
            Self::Null(_) | Self::All(_) => false,
            Self::Key(operator, wanted) => key::of_value(property, item)
                .first()
                .is_some_and(|found| operator.holds(found.as_slice().cmp(wanted))),
            Self::Tokens(operator, wanted) => {
                let found = analyze::indexed(property, item);
                match operator {
                    Operator::Equal => wanted.iter().all(|token| found.contains_key(token)),
                    Operator::NotEqual => !wanted.iter().all(|token| found.contains_key(token)),
                    operator => {
                        wanted.iter().all(|token| found.keys().any(|known| operator.holds(known.cmp(token))))
                    }
                }
            }
            Self::Like(patterns) => {
                let found = analyze::indexed(property, item);
                patterns.iter().all(|pattern| found.keys().any(|token| pattern.matches(token)))
            }
            Self::Any(values) => values.has(property, item),
            Self::None(values) => !values.has(property, item),
        }
    }
}
