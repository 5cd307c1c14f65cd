//! The class that a struct asks for: only what it declares, so that a server's default is never drift.
//!
//! A class with links names other classes, which must be there first; so links can be left out and added when
//! all classes are made.

use serde_json::{Map, Value, json};

use super::{Class, CollectionDef, DataType, FieldDef, Quantizer, Role, VectorDef};
use crate::plain::{modules::Settings, names::Names, schema::DEEPEST};

impl CollectionDef {
    /// The class called `name` as the struct declares it, with references resolved by `names`.
    ///
    /// With `links` false the links are left out: they are added when every class exists. `name` stands as it
    /// is: whether it has a prefix or a version is decided by the caller.
    ///
    /// ```
    /// use weaviate_query::{Names, schema::{CollectionDef, DataType, FieldDef, To, TypeDef}};
    ///
    /// static AUTHOR: CollectionDef = CollectionDef::new("Author");
    /// const BOOK: CollectionDef = CollectionDef {
    ///     fields: &[FieldDef::new("by", TypeDef { targets: &[To::Written(|| &AUTHOR)], ..TypeDef::scalar(DataType::Reference) })],
    ///     ..CollectionDef::new("Book")
    /// };
    ///
    /// let names = Names::new().with_prefix("T_")?;
    /// let class = BOOK.to_class("T_Book", &names, true);
    /// assert_eq!(class.property("by").unwrap().targets().collect::<Vec<_>>(), ["T_Author"]);
    /// assert!(BOOK.to_class("T_Book", &names, false).property("by").is_none());
    /// # Ok::<(), weaviate_query::Error>(())
    /// ```
    pub fn to_class(&self, name: &str, names: &Names, links: bool) -> Class {
        let mut class = Class::new(name);
        let json = class.json_mut();
        if let Some(description) = self.description {
            json.insert("description".into(), description.into());
        }
        let properties = self.fields.iter().filter(|field| field.role == Role::Property);
        let properties = properties.filter(|field| links || field.of.data_type != DataType::Reference);
        json.insert("properties".into(), properties.map(|field| self.property(field, names)).collect());
        let vectors: Map<String, Value> = self
            .fields
            .iter()
            .filter_map(|field| {
                Some((field.name.to_owned(), vector_config(&field.vector?, field.of.data_type)))
            })
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
        if let Some(ttl) = self.ttl {
            json.insert(
                "objectTtlConfig".into(),
                json!({
                    "enabled": true,
                    "deleteOn": ttl.after,
                    "defaultTtl": ttl.seconds,
                    "filterExpiredObjects": ttl.hide_expired,
                }),
            );
        }
        for spread in [self.replication, self.sharding].into_iter().flatten() {
            json.insert(spread.name().into(), spread.to_json().into());
        }
        let modules = [self.generative, self.reranker].into_iter().flatten();
        let modules: Map<String, Value> =
            modules.map(|module| (module.name().to_owned(), module.to_json().into())).collect();
        if !modules.is_empty() {
            json.insert("moduleConfig".into(), modules.into());
        }
        class
    }

    /// A property of the collection as the schema spells it, with what vectorizers are told of it: what
    /// [`FieldDef::to_property`] cannot know, as it needs the other fields.
    pub fn property(&self, field: &FieldDef, names: &Names) -> Value {
        let mut property = field.to_property(names);
        let mut of_modules = Map::new();
        if field.skip_vectorization {
            of_modules.insert("skip".into(), true.into());
        }
        if let Some(on) = field.vectorize_property_name {
            of_modules.insert("vectorizePropertyName".into(), on.into());
        }
        if let (Some(property), false) = (property.as_object_mut(), of_modules.is_empty()) {
            let vectorizers = self.fields.iter().filter_map(|field| field.vector?.vectorizer);
            let modules: Map<String, Value> =
                vectorizers.map(|module| (module.name().to_owned(), of_modules.clone().into())).collect();
            property.insert("moduleConfig".into(), modules.into());
        }
        property
    }

    /// What `inverted(…)` declares; a flag that is off is left out, as the server leaves it out.
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
        if !self.inverted.stopword_presets.is_empty() {
            let presets = self.inverted.stopword_presets.iter();
            let presets: Map<String, Value> =
                presets.map(|(name, words)| ((*name).to_owned(), (*words).into())).collect();
            json.insert("stopwordPresets".into(), presets.into());
        }
        if let Some(seconds) = self.inverted.cleanup_interval_seconds {
            json.insert("cleanupIntervalSeconds".into(), seconds.into());
        }
        json
    }
}

impl FieldDef {
    /// The property as the schema spells it, with the properties of a nested object in it: one entry of
    /// `properties`, or the body of `POST /v1/schema/{class}/properties`.
    pub fn to_property(self, names: &Names) -> Value {
        self.to_property_within(names, DEEPEST)
    }

    /// With what is left of the depth, as an object may contain itself.
    fn to_property_within(self, names: &Names, depth: usize) -> Value {
        let mut json = Map::new();
        json.insert("name".into(), self.name.into());
        let types: Vec<Value> = match self.of.data_type {
            DataType::Reference => self
                .of
                .targets
                .iter()
                .map(|target| names.concrete(target.get().name).into_owned().into())
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
        if let Some(analyzer) = self.analyzer {
            let mut of = Map::new();
            if analyzer.ascii_fold {
                of.insert("asciiFold".into(), true.into());
            }
            if !analyzer.ascii_fold_ignore.is_empty() {
                of.insert("asciiFoldIgnore".into(), analyzer.ascii_fold_ignore.into());
            }
            if let Some(preset) = analyzer.stopword_preset {
                of.insert("stopwordPreset".into(), preset.into());
                // A preset is for the tokenization `word`; the server's default may be another one.
                json.entry("tokenization").or_insert_with(|| "word".into());
            }
            json.insert("textAnalyzer".into(), of.into());
        }
        if let (Some(object), Some(depth)) = (self.of.object, depth.checked_sub(1)) {
            let nested =
                object.get().fields.iter().map(|field| field.to_property_within(names, depth)).collect();
            json.insert("nestedProperties".into(), nested);
        }
        Value::Object(json)
    }
}

/// One entry of `vectorConfig`. The vectorizer always stands there, as a server asks for it; the kind of index where
/// the struct says it, as a server has a default of its own.
fn vector_config(vector: &VectorDef, data_type: DataType) -> Value {
    let mut index = Map::from_iter([("distance".to_owned(), vector.distance.wire_name().into())]);
    let declared = vector.declared_index(data_type);
    index.extend(declared.map(Settings::to_json).unwrap_or_default());
    match declared.map(Settings::name) {
        Some("dynamic") => {
            for part in ["hnsw", "flat"] {
                let part = index.entry(part).or_insert_with(|| json!({}));
                if let Some(part) = part.as_object_mut() {
                    part.insert("distance".into(), vector.distance.wire_name().into());
                    compress(part, vector.quantizer);
                }
            }
        }
        _ => compress(&mut index, vector.quantizer),
    }
    if data_type == DataType::MultiVector {
        let mut multi = Map::from_iter([("enabled".to_owned(), true.into())]);
        if let Some(encoding) = vector.encoding {
            multi.insert(encoding.name().into(), encoding.to_json().into());
        }
        index.insert("multivector".into(), multi.into());
    }
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
    let mut config = Map::from_iter([("vectorizer".to_owned(), vectorizer)]);
    if let Some(index) = declared {
        config.insert("vectorIndexType".into(), index.name().into());
    }
    config.insert("vectorIndexConfig".into(), index.into());
    config.into()
}

/// Writes the quantizer into the settings of an index; `none` is a setting of its own, for servers that have
/// a default one.
fn compress(index: &mut Map<String, Value>, quantizer: Quantizer) {
    match quantizer {
        Quantizer::Default => {}
        Quantizer::None => {
            index.insert("skipDefaultQuantization".into(), true.into());
        }
        Quantizer::By(quantizer) => {
            index.insert(quantizer.name().into(), quantizer.to_json().into());
        }
    }
}

/// An `f32` as the shortest decimal that means it: 1.2 and not 1.2000000476837158.
fn short(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

#[cfg(test)]
mod tests;
