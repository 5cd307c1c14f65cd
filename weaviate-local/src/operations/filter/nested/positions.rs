//! The positions of a value inside an object property, by which the server tells elements apart.
//!
//! A position is a leaf of an element of the property: each item of a list of values is one, and so is each object without
//! lists. A plain value has all positions of the object that it belongs to. Conditions hold of the same element when they
//! share positions.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    common::value::{Fields, Value},
    schema::Property,
};

/// Positions: the element of the property, and the leaf in it.
pub(super) type Set = BTreeSet<(usize, usize)>;

/// What stands where, in one object.
#[derive(Default)]
pub(super) struct Positions {
    /// The values of a path, each with its positions.
    values: BTreeMap<String, Vec<(Value, Set)>>,
    /// The positions where a path has a value; those of the whole property under the empty path.
    exists: BTreeMap<String, Set>,
    /// The positions of each element of a list, wherever the list stands.
    elements: BTreeMap<(String, usize), Set>,
}

impl Positions {
    /// Those of the value of an object property.
    pub(super) fn of(root: &Property, value: &Value) -> Self {
        let mut out = Self::default();
        let elements: &[Fields] = match value {
            Value::Object(fields) => std::slice::from_ref(fields),
            Value::Objects(list) => list,
            _ => &[],
        };
        for (at, fields) in elements.iter().enumerate() {
            let mut walk = Walk { root: at, leaf: 0, out: &mut out };
            let own = walk.object("", fields, &root.nested);
            out.add_element("", at, &own);
            out.add("", own);
        }
        out
    }

    /// Where a path has a value.
    pub(super) fn exists(&self, path: &str) -> Set {
        self.exists.get(path).cloned().unwrap_or_default()
    }

    /// The positions of an element of a list.
    pub(super) fn element(&self, list: &str, at: usize) -> Set {
        self.elements.get(&(list.to_owned(), at)).cloned().unwrap_or_default()
    }

    /// The elements of a list, by their place in it.
    pub(super) fn elements<'a>(&'a self, list: &'a str) -> impl Iterator<Item = &'a Set> {
        self.elements.iter().filter(move |((path, _), _)| path == list).map(|(_, set)| set)
    }

    /// The values of a path, each with its positions.
    pub(super) fn values(&self, path: &str) -> &[(Value, Set)] {
        self.values.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// Where a value of a path passes a test.
    pub(super) fn matching(&self, path: &str, passes: impl Fn(&Value) -> bool) -> Set {
        let all = self.values(path).iter();
        all.filter(|(value, _)| passes(value)).flat_map(|(_, set)| set.iter().copied()).collect()
    }

    fn add(&mut self, path: &str, set: Set) {
        if !set.is_empty() {
            self.exists.entry(path.to_owned()).or_default().extend(set);
        }
    }

    fn add_element(&mut self, list: &str, at: usize, set: &Set) {
        self.elements.entry((list.to_owned(), at)).or_default().extend(set);
    }
}

/// A walk through one element of the property.
struct Walk<'a> {
    root: usize,
    /// How many leaves it has come by.
    leaf: usize,
    out: &'a mut Positions,
}

impl Walk<'_> {
    fn next(&mut self) -> (usize, usize) {
        self.leaf += 1;
        (self.root, self.leaf)
    }

    fn object(&mut self, prefix: &str, fields: &Fields, properties: &[Property]) -> Set {
        let path = |name: &str| if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
        let there = |property: &Property| fields.get(&property.name);
        let (several, single): (Vec<&Property>, Vec<&Property>) =
            properties.iter().partition(|property| property.kind.is_nested() || property.kind.is_list());
        let mut own = Set::new();
        for property in several {
            if let Some(value) = there(property) {
                own.extend(self.list(&path(&property.name), value, property));
            }
        }
        if own.is_empty() {
            own.insert(self.next());
        }
        for property in single {
            if let Some(value) = there(property) {
                let path = path(&property.name);
                self.out.add(&path, own.clone());
                self.out.values.entry(path).or_default().push((value.clone(), own.clone()));
            }
        }
        own
    }

    fn list(&mut self, path: &str, value: &Value, property: &Property) -> Set {
        let mut all = Set::new();
        let objects: Option<&[Fields]> = match value {
            Value::Object(fields) => Some(std::slice::from_ref(fields)),
            Value::Objects(list) => Some(list),
            _ => None,
        };
        for (at, fields) in objects.into_iter().flatten().enumerate() {
            let own = self.object(path, fields, &property.nested);
            self.out.add_element(path, at, &own);
            all.extend(own);
        }
        if objects.is_none() {
            for (at, item) in items(value).into_iter().enumerate() {
                let own = Set::from([self.next()]);
                self.out.add_element(path, at, &own);
                self.out.values.entry(path.to_owned()).or_default().push((item, own.clone()));
                all.extend(own);
            }
        }
        self.out.add(path, all.clone());
        all
    }
}

/// A list's items one by one.
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
