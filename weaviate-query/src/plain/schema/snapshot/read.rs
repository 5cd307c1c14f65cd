//! A declaration from JSON. What is read lives as long as the program, as what is compiled in does.

use serde_json::{Map, Value};

use super::written::{FORMAT, ROLES};
use crate::plain::{
    error::{Error, ErrorKind, Result},
    modules::{self, Setting, Settings, Since},
    schema::{
        AnalyzerDef, Attribute, BackfillDef, CollectionDef, DataType, Distance, FieldDef, InvertedDef,
        MultiTenancyDef, ObjectDef, Quantizer, Role, StopwordsDef, To, Tokenization, TtlDef, TypeDef,
        VectorDef,
    },
    version::Version,
};

/// What is said of a file that cannot be read.
pub(super) fn wrong(why: &str) -> Error {
    Error::new(ErrorKind::Decode, format!("this is no snapshot of a schema: {why}"))
}

pub(super) fn definitions(json: &Value) -> Result<Vec<&'static CollectionDef>> {
    match json["format"].as_u64() {
        Some(FORMAT) => {}
        Some(other) => {
            return Err(wrong(&format!(
                "its format is {other}, and this version reads {FORMAT}: write it anew"
            )));
        }
        None => return Err(wrong("it has no `format`")),
    }
    let collections = json["collections"].as_object().ok_or_else(|| wrong("it has no `collections`"))?;
    collections.iter().map(|(name, json)| Ok(leak(collection(name, json)?))).collect()
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn list<T>(values: Vec<T>) -> &'static [T] {
    values.leak()
}

fn text(value: &str) -> &'static str {
    value.to_owned().leak()
}

fn texts(value: &Value) -> &'static [&'static str] {
    list(value.as_array().into_iter().flatten().filter_map(Value::as_str).map(text).collect())
}

fn flag(json: &Value, key: &str) -> bool {
    json[key].as_bool().unwrap_or(false)
}

fn collection(name: &str, json: &Value) -> Result<CollectionDef> {
    let class = &json["class"];
    let version = json["server"].as_str().map(str::parse::<Version>).transpose();
    let modules = class["moduleConfig"].as_object();
    let module = |prefix: &str| {
        let found = modules.into_iter().flatten().find(|(name, _)| name.starts_with(prefix));
        found.map(|(name, json)| settings(name, json))
    };
    let (properties, vectors) = (&class["properties"], &class["vectorConfig"]);
    let fields = json["fields"].as_object().into_iter().flatten();
    let fields = fields.map(|(rust_name, json)| field(rust_name, json, properties, vectors));
    let spread = |key: &str| class.get(key).map(|json| settings(key, json));
    Ok(CollectionDef {
        rust_name: text(json["struct"].as_str().unwrap_or(name)),
        name: text(name),
        description: class["description"].as_str().map(text),
        fields: list(fields.collect::<Result<_>>()?),
        inverted: inverted(&class["invertedIndexConfig"]),
        multi_tenancy: flag(&class["multiTenancyConfig"], "enabled").then(|| MultiTenancyDef {
            auto_create: flag(&class["multiTenancyConfig"], "autoTenantCreation"),
            auto_activate: flag(&class["multiTenancyConfig"], "autoTenantActivation"),
        }),
        versioned: json["versioned"].as_bool().unwrap_or(true),
        nested_filters: flag(json, "nested_filters"),
        server: version
            .map_err(|_| wrong(&format!("`{name}` names a server's version that is none")))?
            .unwrap_or(Version::OLDEST),
        ttl: class["objectTtlConfig"].as_object().map(|_| ttl(&class["objectTtlConfig"])),
        replication: spread("replicationConfig"),
        sharding: spread("shardingConfig"),
        generative: module("generative-"),
        reranker: module("reranker-"),
        ..CollectionDef::new("")
    })
}

fn ttl(json: &Value) -> TtlDef {
    TtlDef {
        after: text(json["deleteOn"].as_str().unwrap_or_default()),
        seconds: json["defaultTtl"].as_i64().unwrap_or_default(),
        hide_expired: flag(json, "filterExpiredObjects"),
    }
}

fn inverted(json: &Value) -> InvertedDef {
    let float = |key: &str| json["bm25"][key].as_f64().unwrap_or_default() as f32;
    let presets = json["stopwordPresets"].as_object().into_iter().flatten();
    InvertedDef {
        null_state: flag(json, "indexNullState"),
        property_length: flag(json, "indexPropertyLength"),
        timestamps: flag(json, "indexTimestamps"),
        bm25: json["bm25"].is_object().then(|| (float("k1"), float("b"))),
        stopwords: json["stopwords"].is_object().then(|| StopwordsDef {
            preset: json["stopwords"]["preset"].as_str().map(text),
            additions: texts(&json["stopwords"]["additions"]),
            removals: texts(&json["stopwords"]["removals"]),
        }),
        stopword_presets: list(presets.map(|(name, words)| (text(name), texts(words))).collect()),
        cleanup_interval_seconds: json["cleanupIntervalSeconds"].as_u64().and_then(|n| n.try_into().ok()),
    }
}

/// A field, with its part of the class among `properties` or `vectors`.
fn field(rust_name: &str, json: &Value, properties: &Value, vectors: &Value) -> Result<FieldDef> {
    let name = json["name"].as_str().unwrap_or(rust_name);
    let attributes = json["attributes"].as_object().into_iter().flatten();
    let attributes = attributes
        .filter_map(|(name, value)| Some(Attribute { name: text(name), value: text(value.as_str()?) }));
    let field = FieldDef {
        rust_name: text(rust_name),
        key: flag(json, "key"),
        default: flag(json, "default"),
        renamed_from: json["renamed_from"].as_str().map(text),
        backfill: json["backfill"].as_str().map(|from| BackfillDef { from: text(from), apply: None }),
        rules: texts(&json["validate"]),
        attributes: list(attributes.collect()),
        ..FieldDef::new(text(name), TypeDef::scalar(DataType::Text))
    };
    let optional = |of: TypeDef| if flag(json, "optional") { of.optional() } else { of };
    if let Some(word) = json["is"].as_str() {
        let role = ROLES.iter().find(|(known, _)| *known == word);
        let role = role.ok_or_else(|| wrong(&format!("`{rust_name}` is marked `{word}`")))?.1;
        let data_type = if role == Role::Id { DataType::Uuid } else { DataType::Date };
        return Ok(FieldDef { role, of: optional(TypeDef::scalar(data_type)), ..field });
    }
    if flag(json, "vector") {
        let config = vectors.get(name).ok_or_else(|| wrong(&format!("the class has no vector `{name}`")))?;
        let multi = flag(&config["vectorIndexConfig"]["multivector"], "enabled");
        let data_type = if multi { DataType::MultiVector } else { DataType::Vector };
        let dimensions = json["dimensions"].as_u64().and_then(|n| n.try_into().ok());
        let of = TypeDef { dimensions, ..optional(TypeDef::scalar(data_type)) };
        return Ok(FieldDef { role: Role::Vector, of, vector: Some(vector(config)?), ..field });
    }
    let mut all = properties.as_array().into_iter().flatten();
    let property = all.find(|property| property["name"].as_str() == Some(name));
    let property = property.ok_or_else(|| wrong(&format!("the class has no property `{name}`")))?;
    let modules = property["moduleConfig"].as_object().and_then(|modules| modules.values().next());
    let analyzer = &property["textAnalyzer"];
    Ok(FieldDef {
        description: property["description"].as_str().map(text),
        of: optional(type_of(name, json, property)?),
        tokenization: property["tokenization"].as_str().map(tokenization).transpose()?,
        filterable: property["indexFilterable"].as_bool(),
        searchable: property["indexSearchable"].as_bool(),
        range: flag(property, "indexRangeFilters"),
        analyzer: analyzer.is_object().then(|| AnalyzerDef {
            ascii_fold: flag(analyzer, "asciiFold"),
            ascii_fold_ignore: texts(&analyzer["asciiFoldIgnore"]),
            stopword_preset: analyzer["stopwordPreset"].as_str().map(text),
        }),
        skip_vectorization: modules.is_some_and(|module| flag(module, "skip")),
        vectorize_property_name: modules.and_then(|module| module["vectorizePropertyName"].as_bool()),
        ..field
    })
}

/// The data types of properties.
const TYPES: [DataType; 11] = [
    DataType::Text,
    DataType::Int,
    DataType::Number,
    DataType::Boolean,
    DataType::Date,
    DataType::Uuid,
    DataType::GeoCoordinates,
    DataType::PhoneNumber,
    DataType::Blob,
    DataType::BlobHash,
    DataType::Object,
];

fn type_of(name: &str, json: &Value, property: &Value) -> Result<TypeDef> {
    let types = texts(&property["dataType"]);
    let one = types.first().copied().unwrap_or_default();
    if one.starts_with(|c: char| c.is_ascii_uppercase()) {
        // Of what a link leads to a plan needs the name alone.
        let targets = types.iter().map(|name| To::Read(leak(CollectionDef::new(name))));
        let of = TypeDef { targets: list(targets.collect()), ..TypeDef::scalar(DataType::Reference) };
        return Ok(if flag(json, "many") { of.list() } else { of });
    }
    let known = |many: bool| TYPES.into_iter().find(|ty| ty.wire_name(many) == one);
    let of = match (known(false), known(true)) {
        (Some(data_type), _) => TypeDef::scalar(data_type),
        (None, Some(data_type)) => TypeDef::scalar(data_type).list(),
        (None, None) => return Err(wrong(&format!("`{name}` has the data type `{one}`, which is none"))),
    };
    if of.data_type != DataType::Object {
        return Ok(of);
    }
    let (inner, none) = (&property["nestedProperties"], Value::Null);
    let fields = json["fields"].as_object().into_iter().flatten();
    let fields = fields.map(|(name, json)| field(name, json, inner, &none)).collect::<Result<_>>()?;
    let rust_name = text(json["struct"].as_str().unwrap_or_default());
    Ok(TypeDef { object: Some(To::Read(leak(ObjectDef { rust_name, fields: list(fields) }))), ..of })
}

fn tokenization(name: &str) -> Result<Tokenization> {
    const ALL: [Tokenization; 9] = [
        Tokenization::Word,
        Tokenization::Lowercase,
        Tokenization::Whitespace,
        Tokenization::Field,
        Tokenization::Trigram,
        Tokenization::Gse,
        Tokenization::GseCh,
        Tokenization::KagomeJa,
        Tokenization::KagomeKr,
    ];
    let found = ALL.into_iter().find(|tokenization| tokenization.wire_name() == name);
    found.ok_or_else(|| wrong(&format!("there is no tokenization `{name}`")))
}

fn vector(config: &Value) -> Result<VectorDef> {
    const DISTANCES: [Distance; 5] =
        [Distance::Cosine, Distance::Dot, Distance::L2Squared, Distance::Manhattan, Distance::Hamming];
    let index = &config["vectorIndexConfig"];
    let wire = index["distance"].as_str().unwrap_or("cosine");
    let distance = DISTANCES.into_iter().find(|distance| distance.wire_name() == wire);
    let distance = distance.ok_or_else(|| wrong(&format!("there is no distance `{wire}`")))?;
    let declared = config["vectorIndexType"].as_str();
    let kind = declared.unwrap_or("hnsw");
    let mut of = index.as_object().cloned().unwrap_or_default();
    of.shift_remove("distance");
    let mut quantizer = quantizer(&mut of);
    for part in ["hnsw", "flat"].into_iter().filter(|_| kind == "dynamic") {
        let Some(inside) = of.get_mut(part).and_then(Value::as_object_mut) else { continue };
        inside.shift_remove("distance");
        quantizer = self::quantizer(inside);
    }
    let multi = of.shift_remove("multivector").unwrap_or_default();
    let encoding = multi.as_object().into_iter().flatten().find(|(key, _)| *key != "enabled");
    let mut modules = config["vectorizer"].as_object().cloned().unwrap_or_default();
    modules.shift_remove("none");
    let vectorizer = modules.into_iter().next();
    Ok(VectorDef {
        distance,
        index: declared.map(|kind| settings(kind, &Value::Object(of))),
        quantizer,
        encoding: encoding.map(|(name, json)| settings(name, json)),
        vectorizer: vectorizer.map(|(name, json)| settings(&name, &json)),
        source: &[],
    })
}

/// Takes the quantizer out of the settings of an index.
fn quantizer(of: &mut Map<String, Value>) -> Quantizer {
    if of.shift_remove("skipDefaultQuantization").is_some() {
        return Quantizer::None;
    }
    let found = ["pq", "bq", "sq", "rq"].into_iter().find_map(|name| Some((name, of.shift_remove(name)?)));
    found.map_or(Quantizer::Default, |(name, json)| Quantizer::By(settings(name, &json)))
}

/// Settings that spell the same JSON.
fn settings(name: &str, json: &Value) -> &'static Settings {
    leak(Settings::new(text(name), Since::ALWAYS, inside(json)))
}

fn inside(json: &Value) -> &'static [Setting] {
    let json = json.as_object().into_iter().flatten();
    list(json.filter_map(|(key, json)| Some(Setting { key: text(key), value: value(json)? })).collect())
}

fn value(json: &Value) -> Option<modules::Value> {
    Some(match json {
        Value::Bool(is) => modules::Value::Flag(*is),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => modules::Value::Int(whole),
            None => modules::Value::Number(number.as_f64()?),
        },
        Value::String(value) => modules::Value::Text(text(value)),
        Value::Array(list) if list.iter().all(Value::is_string) => modules::Value::Texts(texts(json)),
        Value::Array(numbers) => {
            modules::Value::Numbers(self::list(numbers.iter().filter_map(Value::as_f64).collect()))
        }
        Value::Object(_) => modules::Value::Nested(inside(json)),
        Value::Null => return None,
    })
}
