//! The class that a struct asks for: only what it declares, so that a server's default is never drift.

use serde_json::{Map, Value, json};

use super::{Class, CollectionDef, DataType, FieldDef, Role, VectorDef};
use crate::{ir::DEEPEST, names::Names};

impl CollectionDef {
    /// The class called `name` as the struct declares it, with references resolved by `names`.
    ///
    /// With `links` false the links are left out: they are added when every class exists.
    pub fn to_class(&self, name: &str, names: &Names, links: bool) -> Class {
        let mut class = Class::new(name);
        let json = class.json_mut();
        if let Some(description) = self.description {
            json.insert("description".into(), description.into());
        }
        let properties = self.fields.iter().filter(|field| field.role == Role::Property);
        let properties = properties.filter(|field| links || field.of.data_type != DataType::Reference);
        json.insert("properties".into(), properties.map(|field| field.to_property(names)).collect());
        let vectors: Map<String, Value> = self
            .fields
            .iter()
            .filter_map(|field| Some((field.name.to_owned(), vector_config(&field.vector?))))
            .collect();
        if !vectors.is_empty() {
            json.insert("vectorConfig".into(), vectors.into());
        }
        let inverted = self.inverted_config();
        if !inverted.is_empty() {
            json.insert("invertedIndexConfig".into(), inverted.into());
        }
        if let Some(tenancy) = self.multi_tenancy {
            json.insert(
                "multiTenancyConfig".into(),
                json!({
                    "enabled": true,
                    "autoTenantCreation": tenancy.auto_create,
                    "autoTenantActivation": tenancy.auto_activate,
                }),
            );
        }
        let modules = [self.generative, self.reranker].into_iter().flatten();
        let modules: Map<String, Value> =
            modules.map(|module| (module.name().to_owned(), module.to_json().into())).collect();
        if !modules.is_empty() {
            json.insert("moduleConfig".into(), modules.into());
        }
        class
    }

    fn inverted_config(&self) -> Map<String, Value> {
        let mut json = Map::new();
        let mut flag = |name: &str, on: bool| {
            if on {
                json.insert(name.into(), true.into());
            }
        };
        flag("indexNullState", self.inverted.null_state);
        flag("indexPropertyLength", self.inverted.property_length);
        flag("indexTimestamps", self.inverted.timestamps);
        if let Some((k1, b)) = self.inverted.bm25 {
            json.insert("bm25".into(), json!({ "k1": short(k1), "b": short(b) }));
        }
        if let Some(words) = self.inverted.stopwords {
            json.insert(
                "stopwords".into(),
                json!({
                    "preset": words.preset.unwrap_or("en"),
                    "additions": words.additions,
                    "removals": words.removals,
                }),
            );
        }
        json
    }
}

impl FieldDef {
    /// The property as the schema spells it.
    pub fn to_property(self, names: &Names) -> Value {
        self.to_property_within(names, DEEPEST)
    }

    fn to_property_within(self, names: &Names, depth: usize) -> Value {
        let mut json = Map::new();
        json.insert("name".into(), self.name.into());
        let types: Vec<Value> = match self.of.data_type {
            DataType::Reference => self
                .of
                .targets
                .iter()
                .map(|target| names.concrete(target().name).into_owned().into())
                .collect(),
            _ => vec![self.of.wire_name().into()],
        };
        json.insert("dataType".into(), types.into());
        if let Some(description) = self.description {
            json.insert("description".into(), description.into());
        }
        if let Some(tokenization) = self.tokenization {
            json.insert("tokenization".into(), tokenization.wire_name().into());
        }
        if let Some(on) = self.filterable {
            json.insert("indexFilterable".into(), on.into());
        }
        if let Some(on) = self.searchable {
            json.insert("indexSearchable".into(), on.into());
        }
        if self.range {
            json.insert("indexRangeFilters".into(), true.into());
        }
        if let (Some(object), Some(depth)) = (self.of.object, depth.checked_sub(1)) {
            let nested = object().fields.iter().map(|field| field.to_property_within(names, depth)).collect();
            json.insert("nestedProperties".into(), nested);
        }
        Value::Object(json)
    }
}

fn vector_config(vector: &VectorDef) -> Value {
    let mut index = Map::new();
    index.insert("distance".into(), vector.distance.wire_name().into());
    let mut number = |name: &str, value: Option<i64>| {
        if let Some(value) = value {
            index.insert(name.into(), value.into());
        }
    };
    number("efConstruction", vector.index.ef_construction.map(i64::from));
    number("maxConnections", vector.index.max_connections.map(i64::from));
    number("ef", vector.index.ef);
    let vectorizer = vector.vectorizer.map_or_else(
        || json!({ "none": {} }),
        |module| {
            let mut settings = module.to_json();
            if !vector.source.is_empty() {
                settings
                    .insert("properties".into(), vector.source.iter().map(|source| source.name).collect());
            }
            json!({ module.name(): settings })
        },
    );
    json!({
        "vectorizer": vectorizer,
        "vectorIndexType": vector.index.kind,
        "vectorIndexConfig": index,
    })
}

/// An `f32` as the shortest decimal that means it: 1.2 and not 1.2000000476837158.
fn short(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{InvertedDef, MultiTenancyDef, Tokenization, TypeDef, VectorIndexDef, def};

    const FIELD: FieldDef = FieldDef {
        rust_name: "slug",
        name: "slug",
        description: None,
        of: TypeDef::scalar(DataType::Text),
        role: Role::Property,
        tokenization: Some(Tokenization::Field),
        filterable: None,
        searchable: Some(false),
        range: false,
        key: false,
        default: false,
        vector: None,
        attributes: &[],
    };
    const VECTOR: FieldDef = FieldDef {
        rust_name: "embedding",
        name: "embedding",
        role: Role::Vector,
        of: TypeDef::scalar(DataType::Vector),
        tokenization: None,
        searchable: None,
        vector: Some(VectorDef {
            distance: def::Distance::L2Squared,
            index: VectorIndexDef::HNSW.ef_construction(64),
            vectorizer: None,
            source: &[],
        }),
        ..FIELD
    };
    const DEF: CollectionDef = CollectionDef {
        rust_name: "Note",
        name: "Note",
        description: Some("A note."),
        fields: &[FIELD, VECTOR],
        inverted: InvertedDef {
            null_state: true,
            property_length: false,
            timestamps: true,
            bm25: Some((1.2, 0.75)),
            stopwords: None,
        },
        multi_tenancy: Some(MultiTenancyDef { auto_create: true, auto_activate: false }),
        versioned: true,
        nested_filters: false,
        generative: None,
        reranker: None,
        attributes: &[],
    };

    #[test]
    fn only_what_is_declared_is_written() {
        let class = DEF.to_class("Note_v1", &Names::new(), true);
        let expected = json!({
            "class": "Note_v1",
            "description": "A note.",
            "properties": [{ "name": "slug", "dataType": ["text"], "tokenization": "field", "indexSearchable": false }],
            "vectorConfig": { "embedding": {
                "vectorizer": { "none": {} },
                "vectorIndexType": "hnsw",
                "vectorIndexConfig": { "distance": "l2-squared", "efConstruction": 64 },
            }},
            "invertedIndexConfig": { "indexNullState": true, "indexTimestamps": true, "bm25": { "k1": 1.2, "b": 0.75 } },
            "multiTenancyConfig": { "enabled": true, "autoTenantCreation": true, "autoTenantActivation": false },
        });
        assert_eq!(serde_json::to_value(&class).unwrap(), expected);
    }
}
