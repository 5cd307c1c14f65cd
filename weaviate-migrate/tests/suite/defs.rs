//! Collections as a derive would declare them, made at run time.

use weaviate_migrate::{Actual, Plan, plan};
use weaviate_query::{
    Names, Version,
    modules::Settings,
    schema::{
        Class, CollectionDef, DataType, Distance, FieldDef, InvertedDef, ObjectDef, Role, To, TypeDef,
        VectorDef, index,
    },
};

pub(crate) const TODAY: Version = Version::new(1, 39);

pub(crate) fn leak<T>(values: Vec<T>) -> &'static [T] {
    Vec::leak(values)
}

/// A property of this type.
pub(crate) fn of(name: &'static str, of: TypeDef) -> FieldDef {
    FieldDef::new(name, of)
}

pub(crate) fn text(name: &'static str) -> FieldDef {
    of(name, TypeDef::scalar(DataType::Text))
}

pub(crate) fn int(name: &'static str) -> FieldDef {
    of(name, TypeDef::scalar(DataType::Int))
}

#[expect(clippy::large_types_passed_by_value, reason = "declarations are put together from parts")]
pub(crate) fn optional(field: FieldDef) -> FieldDef {
    FieldDef { of: field.of.optional(), ..field }
}

#[expect(clippy::large_types_passed_by_value, reason = "declarations are put together from parts")]
pub(crate) fn described(field: FieldDef, text: &'static str) -> FieldDef {
    FieldDef { description: Some(text), ..field }
}

pub(crate) fn link(name: &'static str, target: fn() -> &'static CollectionDef) -> FieldDef {
    let targets = leak(vec![To::Written(target)]);
    of(name, TypeDef { targets, ..TypeDef::scalar(DataType::Reference).optional() })
}

pub(crate) fn object(name: &'static str, object: fn() -> &'static ObjectDef) -> FieldDef {
    of(name, TypeDef { object: Some(To::Written(object)), ..TypeDef::scalar(DataType::Object) })
}

#[expect(clippy::large_types_passed_by_value, reason = "it is leaked")]
pub(crate) fn vector(name: &'static str, distance: Distance, index: Settings) -> FieldDef {
    FieldDef {
        role: Role::Vector,
        vector: Some(VectorDef { distance, index: Some(&leak(vec![index])[0]), ..VectorDef::PLAIN }),
        ..of(name, TypeDef { dimensions: Some(4), ..TypeDef::scalar(DataType::Vector).optional() })
    }
}

pub(crate) fn cosine(name: &'static str) -> FieldDef {
    vector(name, Distance::Cosine, index::hnsw().settings())
}

pub(crate) const INVERTED: InvertedDef = InvertedDef::NONE;

pub(crate) fn collection(name: &'static str, fields: Vec<FieldDef>) -> CollectionDef {
    CollectionDef { fields: leak(fields), ..CollectionDef::new(name) }
}

/// A collection that is nothing but a name, for links.
macro_rules! target {
    ($name:ident, $class:literal) => {
        pub(crate) fn $name() -> &'static CollectionDef {
            const DEF: CollectionDef = CollectionDef::new($class);
            &DEF
        }
    };
}
target!(c, "C");
target!(alpha, "Alpha");
target!(beta, "Beta");
target!(gamma, "Gamma");

/// A document recorded from Weaviate 1.39.0 (`tests/recorded`).
pub(crate) fn recorded(name: &str) -> Class {
    let text = match name {
        "all-property-types" => include_str!("../recorded/all-property-types.json"),
        "inverted-index-all-on" => include_str!("../recorded/inverted-index-all-on.json"),
        "legacy-vector-hnsw" => include_str!("../recorded/legacy-vector-hnsw.json"),
        "minimal" => include_str!("../recorded/minimal.json"),
        "minimal-multi-tenant" => include_str!("../recorded/minimal-multi-tenant.json"),
        "named-vector-dynamic" => include_str!("../recorded/named-vector-dynamic.json"),
        "named-vector-flat" => include_str!("../recorded/named-vector-flat.json"),
        "named-vector-hfresh" => include_str!("../recorded/named-vector-hfresh.json"),
        "named-vector-hnsw" => include_str!("../recorded/named-vector-hnsw.json"),
        "named-vector-hnsw-rq" => include_str!("../recorded/named-vector-hnsw-rq.json"),
        "named-vector-text2vec-bigram" => include_str!("../recorded/named-vector-text2vec-bigram.json"),
        "property-order-and-case" => include_str!("../recorded/property-order-and-case.json"),
        "two-named-vectors" => include_str!("../recorded/two-named-vectors.json"),
        other => panic!("{other} is not recorded"),
    };
    serde_json::from_str(text).unwrap()
}

/// The plan for one collection `C` on a server that has this class under that name and so many objects in it.
pub(crate) fn plan_for(def: &CollectionDef, class: Class, count: u64, version: Version) -> Plan {
    let mut actual = Actual::default();
    actual.counts.insert(class.name().to_owned(), count);
    actual.classes.push(class);
    plan(&[def], &actual, &Names::new(), Some(version))
}

/// Each change as `class path`, with `!` behind it if sync refuses it.
pub(crate) fn short(plan: &Plan) -> Vec<String> {
    let short = |change: &weaviate_migrate::Change| {
        let mark = if change.refused.is_some() { "!" } else { "" };
        format!("{} {}{mark}", change.class, change.path)
    };
    plan.changes().iter().map(short).collect()
}
