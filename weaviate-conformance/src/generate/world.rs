//! What there is to ask about: the collections of a data set, their properties, and the values that occur.

use std::path::Path;

use serde_json::{Map, Value};

use super::{dataset::Data, random::Random, values};

/// The collections of a data set.
pub(crate) struct World {
    pub(crate) collections: Vec<Collection>,
}

/// A collection with its objects.
pub(crate) struct Collection {
    pub(crate) name: String,
    pub(crate) properties: Vec<Property>,
    /// Its vectors; one without a name for a collection of the older form.
    pub(crate) vectors: Vec<Index>,
    pub(crate) tenants: Vec<String>,
    pub(crate) objects: Vec<Value>,
    /// Whether a module makes its vectors of texts.
    pub(crate) vectorizes: bool,
    /// The modules it has settings for.
    pub(crate) modules: Vec<String>,
}

/// A property, or one inside an object.
#[derive(Clone)]
pub(crate) struct Property {
    pub(crate) name: String,
    /// The data type; `ref` for a reference.
    pub(crate) kind: String,
    /// The collections that a reference leads to.
    pub(crate) targets: Vec<String>,
    pub(crate) searchable: bool,
    pub(crate) nested: Vec<Property>,
}

/// A vector's index.
pub(crate) struct Index {
    pub(crate) name: String,
    pub(crate) dimensions: usize,
    pub(crate) many: bool,
}

impl World {
    /// The data set of a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let wrong = |path: &Path, error: &dyn std::fmt::Display| {
            format!("`{}` cannot be read: {error}", path.display())
        };
        let read = |path: &str| {
            let path = folder.join(path);
            std::fs::read_to_string(&path).map_err(|error| wrong(&path, &error))
        };
        let parse = |path: &str, text: &str| {
            serde_json::from_str::<Value>(text).map_err(|error| wrong(&folder.join(path), &error))
        };
        let order = parse("schema/_order.json", &read("schema/_order.json")?)?;
        let mut collections = Vec::new();
        for name in order["load_order"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let path = format!("schema/{name}.json");
            let class = parse(&path, &read(&path)?)?;
            let path = format!("dataset/{name}.jsonl");
            let lines = read(&path)?;
            let objects = lines.lines().map(|line| parse(&path, line)).collect::<Result<Vec<_>, _>>()?;
            let tenants = order["tenants"][name].as_array().into_iter().flatten();
            let tenants = tenants.filter_map(|tenant| tenant["name"].as_str()).map(str::to_owned).collect();
            collections.push(Collection::of(name, &class, objects, tenants));
        }
        Ok(Self { collections })
    }

    /// A data set that was just made.
    pub(crate) fn of(data: &Data) -> Self {
        let tenants = |name: &str| {
            let list = data.order["tenants"][name].as_array().into_iter().flatten();
            list.filter_map(|tenant| tenant["name"].as_str()).map(str::to_owned).collect()
        };
        let objects = |name: &str| data.objects.get(name).cloned().unwrap_or_default();
        let each =
            data.schema.iter().map(|(name, class)| Collection::of(name, class, objects(name), tenants(name)));
        Self { collections: each.collect() }
    }

    /// A collection by its name.
    pub(crate) fn find(&self, name: &str) -> Option<&Collection> {
        self.collections.iter().find(|collection| collection.name == name)
    }

    /// One of the collections, those with much in them more often.
    pub(crate) fn any(&self, random: &mut Random) -> &Collection {
        let weights = self.collections.iter().map(|one| 4 + one.properties.len());
        let mut at = random.below(weights.clone().sum());
        let found = self.collections.iter().zip(weights).find(|(_, weight)| match at.checked_sub(*weight) {
            Some(rest) => {
                at = rest;
                false
            }
            None => true,
        });
        found.map_or(&self.collections[0], |(one, _)| one)
    }

    /// One of the collections that are as wished; any when none is.
    pub(crate) fn such(&self, random: &mut Random, wished: impl Fn(&Collection) -> bool) -> &Collection {
        let fitting: Vec<&Collection> = self.collections.iter().filter(|one| wished(one)).collect();
        match fitting.as_slice() {
            [] => self.any(random),
            some => some[random.below(some.len())],
        }
    }
}

impl Collection {
    /// A collection of a description.
    pub(crate) fn of(name: &str, class: &Value, objects: Vec<Value>, tenants: Vec<String>) -> Self {
        let measured = |name: &str| {
            let vectors = objects.iter().filter_map(|object| match name {
                "" => object["vector"].as_array(),
                name => object["vectors"][name].as_array(),
            });
            let first = vectors.into_iter().next()?;
            let many = first.first().and_then(Value::as_array);
            Some((many.map_or(first.len(), Vec::len), many.is_some()))
        };
        let index = |name: &str| {
            let (dimensions, many) = measured(name).unwrap_or((4, false));
            Index { name: name.to_owned(), dimensions, many }
        };
        let vectors = match class["vectorConfig"].as_object() {
            Some(named) => named.keys().map(|name| index(name)).collect(),
            None => vec![index("")],
        };
        let vectorizes = class.to_string().contains("text2vec-");
        let modules = class["moduleConfig"].as_object().into_iter().flat_map(Map::keys).cloned().collect();
        Self {
            name: name.to_owned(),
            properties: properties(&class["properties"]),
            vectors,
            tenants,
            objects,
            vectorizes,
            modules,
        }
    }

    /// One of the properties that are as wished.
    pub(crate) fn property(
        &self,
        random: &mut Random,
        wished: impl Fn(&Property) -> bool,
    ) -> Option<&Property> {
        let fitting: Vec<&Property> = self.properties.iter().filter(|one| wished(one)).collect();
        (!fitting.is_empty()).then(|| *random.pick(&fitting))
    }

    /// The id of an object.
    pub(crate) fn id(&self, random: &mut Random) -> String {
        if self.objects.is_empty() || random.chance(5) {
            return values::uuid(random);
        }
        random.pick(&self.objects)["id"].as_str().unwrap_or_default().to_owned()
    }

    /// A value that an object has at a path; for a list one of its entries.
    pub(crate) fn stored(&self, random: &mut Random, path: &[&str]) -> Option<Value> {
        for _ in 0..6 {
            if self.objects.is_empty() {
                break;
            }
            let mut found = &random.pick(&self.objects)["properties"];
            for (at, part) in path.iter().enumerate() {
                found = &found[*part];
                let last = at + 1 == path.len();
                if let Some(list) = found.as_array().filter(|list| !list.is_empty() && !last) {
                    found = &list[random.below(list.len())];
                }
            }
            match found {
                Value::Null => {}
                Value::Array(list) if list.is_empty() => {}
                Value::Array(list) => return Some(list[random.below(list.len())].clone()),
                value => return Some(value.clone()),
            }
        }
        None
    }
}

/// The properties of a description.
pub(crate) fn properties(list: &Value) -> Vec<Property> {
    let each = list.as_array().into_iter().flatten().map(|property| {
        let types: Vec<String> = property["dataType"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let first = types.first().cloned().unwrap_or_default();
        let reference = first.starts_with(|letter: char| letter.is_ascii_uppercase());
        Property {
            name: property["name"].as_str().unwrap_or_default().to_owned(),
            searchable: first.starts_with("text") && property["indexSearchable"] != false,
            kind: if reference { "ref".to_owned() } else { first },
            targets: if reference { types } else { Vec::new() },
            nested: properties(&property["nestedProperties"]),
        }
    });
    each.collect()
}
