//! What may be asked: the types of answers and their fields, made from the collections there are.

use std::sync::Arc;

use crate::{
    catalog::Catalog,
    schema::{Class, DataType, Property},
};

/// The type of an answer.
#[derive(Debug, Clone)]
pub(super) enum Type {
    Root,
    Gets,
    Aggregates,
    Object(Arc<Class>),
    Additional(Arc<Class>),
    /// The vectors of an object by name.
    Vectors(Arc<Class>),
    Group(Arc<Class>),
    GroupedBy(Arc<Class>),
    /// An object in a group, and what is known of it there.
    Hit(Arc<Class>),
    HitAdditional(Arc<Class>),
    Generate(Arc<Class>),
    Debug(Arc<Class>),
    Rerank(Arc<Class>),
    Geo(String),
    Phone(String),
    Nested(String, Arc<[Property]>),
    /// Objects of one of these collections.
    Links(String, Vec<String>),
    Aggregate(Arc<Class>),
    Meta(Arc<Class>),
    AggregateGroup(Arc<Class>),
    Statistics(Arc<Class>, Property),
    Top(String),
    /// A value by itself, or a list of values.
    Leaf(&'static str),
}

/// A field of a type.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) of: Type,
    pub(super) list: bool,
    pub(super) arguments: Vec<&'static str>,
}

impl Known {
    fn new(name: impl Into<String>, of: Type) -> Self {
        Self { name: name.into(), of, list: false, arguments: Vec::new() }
    }

    fn listed(self) -> Self {
        Self { list: true, ..self }
    }

    fn taking(self, arguments: &[&'static str]) -> Self {
        Self { arguments: arguments.to_vec(), ..self }
    }

    /// Its type as messages call it.
    pub(super) fn shown(&self) -> String {
        if self.list { format!("[{}]", self.of.name()) } else { self.of.name() }
    }
}

const INT: Type = Type::Leaf("Int");
const FLOAT: Type = Type::Leaf("Float");
const TEXT: Type = Type::Leaf("String");
const BOOL: Type = Type::Leaf("Boolean");

impl Type {
    /// As messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Root => "WeaviateObj".to_owned(),
            Self::Gets => "GetObjectsObj".to_owned(),
            Self::Aggregates => "AggregateObjectsObj".to_owned(),
            Self::Object(class) => class.name.clone(),
            Self::Additional(class) => format!("{}Additional", class.name),
            Self::Vectors(class) => format!("{}AdditionalVectors", class.name),
            Self::Group(class) => format!("{}AdditionalGroup", class.name),
            Self::GroupedBy(class) => format!("{}AdditionalGroupGroupedBy", class.name),
            Self::Hit(class) => format!("{}AdditionalGroupHits", class.name),
            Self::HitAdditional(class) => format!("{}AdditionalGroupHitsAdditional", class.name),
            Self::Generate(class) => format!("{}AdditionalGenerate", class.name),
            Self::Debug(class) => format!("{}AdditionalGenerateDebug", class.name),
            Self::Rerank(class) => format!("{}AdditionalReranker", class.name),
            Self::Aggregate(class) => format!("Aggregate{}", class.name),
            Self::Meta(class) => format!("Aggregate{}MetaObject", class.name),
            Self::AggregateGroup(class) => format!("Aggregate{}GroupedByObj", class.name),
            Self::Statistics(class, property) => format!("Aggregate{}{}Obj", class.name, property.name),
            Self::Geo(name)
            | Self::Phone(name)
            | Self::Nested(name, _)
            | Self::Links(name, _)
            | Self::Top(name) => name.clone(),
            Self::Leaf(name) => (*name).to_owned(),
        }
    }

    /// Whether there is nothing to select in it.
    pub(super) fn is_leaf(&self) -> bool {
        matches!(self, Self::Leaf(_))
    }

    /// Its fields.
    pub(super) fn fields(&self, catalog: &Catalog) -> Vec<Known> {
        let leaves = |of: Self, names: &[&str]| -> Vec<Known> {
            names.iter().map(|name| Known::new(*name, of.clone())).collect()
        };
        match self {
            Self::Root => vec![Known::new("Get", Self::Gets), Known::new("Aggregate", Self::Aggregates)],
            Self::Gets => reached(catalog)
                .map(|(name, class)| {
                    let arguments = get_arguments(&class);
                    Known::new(name, Self::Object(class)).listed().taking(&arguments)
                })
                .collect(),
            Self::Aggregates => reached(catalog)
                .map(|(name, class)| {
                    let arguments = aggregate_arguments(&class);
                    Known::new(name, Self::Aggregate(class)).listed().taking(&arguments)
                })
                .collect(),
            Self::Object(class) => {
                let mut out = properties(&class.name, &class.name, &class.properties);
                out.push(Known::new("_additional", Self::Additional(class.clone())));
                out
            }
            Self::Hit(class) => {
                let mut out = properties(&class.name, &class.name, &class.properties);
                out.push(Known::new("_additional", Self::HitAdditional(class.clone())));
                out
            }
            Self::Additional(class) => additional(class),
            Self::HitAdditional(class) => {
                let mut out = leaves(TEXT, &["id"]);
                out.push(Known::new("vector", FLOAT).listed());
                if !class.vector_names().is_empty() {
                    out.push(Known::new("vectors", Self::Vectors(class.clone())));
                }
                out.push(Known::new("distance", FLOAT));
                out
            }
            Self::Vectors(class) => {
                class.vector_names().into_iter().map(|name| Known::new(name, FLOAT).listed()).collect()
            }
            Self::Group(class) => {
                let mut out = leaves(INT, &["id", "count"]);
                out.push(Known::new("groupedBy", Self::GroupedBy(class.clone())));
                out.extend(leaves(FLOAT, &["minDistance", "maxDistance"]));
                out.push(Known::new("hits", Self::Hit(class.clone())).listed());
                out
            }
            Self::GroupedBy(_) | Self::AggregateGroup(_) => {
                vec![Known::new("path", TEXT).listed(), Known::new("value", TEXT)]
            }
            Self::Generate(class) => {
                let mut out = leaves(TEXT, &["singleResult", "groupedResult", "error"]);
                out.push(Known::new("debug", Self::Debug(class.clone())));
                out
            }
            Self::Debug(_) => leaves(TEXT, &["prompt"]),
            Self::Rerank(_) => leaves(FLOAT, &["score"]),
            Self::Geo(_) => leaves(FLOAT, &["latitude", "longitude"]),
            Self::Phone(_) => {
                let mut out =
                    leaves(TEXT, &["input", "internationalFormatted", "nationalFormatted", "defaultCountry"]);
                out.extend(leaves(INT, &["national", "countryCode"]));
                out.extend(leaves(BOOL, &["valid"]));
                out
            }
            Self::Nested(name, inner) => {
                let class = name.split('_').next().unwrap_or_default();
                let prefix = name.trim_start_matches(class).trim_matches('_').trim_end_matches("_object");
                properties(class, prefix, inner)
            }
            Self::Aggregate(class) => {
                let mut out: Vec<Known> =
                    class.properties.iter().filter_map(|p| statistics(class, p)).collect();
                out.push(Known::new("meta", Self::Meta(class.clone())));
                out.push(Known::new("groupedBy", Self::AggregateGroup(class.clone())));
                out
            }
            Self::Meta(_) => leaves(INT, &["count"]),
            Self::Statistics(class, property) => statistics_fields(class, property),
            Self::Top(_) => vec![Known::new("value", TEXT), Known::new("occurs", INT)],
            Self::Links(..) | Self::Leaf(_) => Vec::new(),
        }
    }
}

/// Every collection, by its own name and by each alias.
fn reached(catalog: &Catalog) -> impl Iterator<Item = (String, Arc<Class>)> {
    let named = |name: String, class: &str| Some((name, catalog.get(class)?.class()));
    let own = catalog.all().into_iter().map(|collection| collection.class());
    let aliases = catalog.aliases(None).into_iter().filter_map(move |(alias, class)| named(alias, &class));
    own.map(|class| (class.name.clone(), class)).chain(aliases)
}

fn get_arguments(class: &Class) -> Vec<&'static str> {
    let mut out = vec![
        "after",
        "limit",
        "offset",
        "autocut",
        "sort",
        "nearVector",
        "nearObject",
        "where",
        "group",
        "groupBy",
        "bm25",
        "hybrid",
    ];
    if class.multi_tenant {
        out.push("tenant");
    }
    if class.vectors.iter().any(|spec| crate::operations::modules::reads_texts(&spec.vectorizer)) {
        out.push("nearText");
    }
    if class.vectors.iter().any(|spec| crate::operations::modules::reads_images(&spec.vectorizer)) {
        out.push("nearImage");
    }
    out
}

fn aggregate_arguments(class: &Class) -> Vec<&'static str> {
    let mut out = vec!["limit", "where", "groupBy", "nearVector", "nearObject", "objectLimit", "hybrid"];
    out.extend(
        get_arguments(class).into_iter().filter(|name| matches!(*name, "tenant" | "nearText" | "nearImage")),
    );
    out
}

fn additional(class: &Arc<Class>) -> Vec<Known> {
    let mut out: Vec<Known> = ["id", "creationTimeUnix", "lastUpdateTimeUnix", "score", "explainScore"]
        .into_iter()
        .map(|name| Known::new(name, TEXT))
        .collect();
    out.extend(["certainty", "distance"].into_iter().map(|name| Known::new(name, FLOAT)));
    out.push(Known::new("vector", FLOAT).listed());
    if !class.vector_names().is_empty() {
        out.push(Known::new("vectors", Type::Vectors(class.clone())));
    }
    out.push(Known::new("group", Type::Group(class.clone())));
    out.push(
        Known::new("generate", Type::Generate(class.clone())).taking(&["singleResult", "groupedResult"]),
    );
    out.push(Known::new("rerank", Type::Rerank(class.clone())).listed().taking(&["property", "query"]));
    out
}

fn properties(class: &str, prefix: &str, properties: &[Property]) -> Vec<Known> {
    properties.iter().map(|property| known(class, prefix, property)).collect()
}

fn known(class: &str, prefix: &str, property: &Property) -> Known {
    let name = &property.name;
    let of = match property.kind.item() {
        DataType::Int => INT,
        DataType::Number => FLOAT,
        DataType::Boolean => BOOL,
        DataType::Geo => Type::Geo(format!("{class}{name}GeoCoordinatesObj")),
        DataType::Phone => Type::Phone(format!("{class}{name}PhoneNumberObj")),
        DataType::Object => {
            let path = if prefix == class { name.clone() } else { format!("{prefix}_{name}") };
            Type::Nested(format!("{class}_{path}_object"), property.nested.clone().into())
        }
        DataType::Reference => {
            let mut upper = name.clone();
            if let Some(first) = upper.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Type::Links(format!("{class}{upper}Obj"), property.targets.clone())
        }
        _ => TEXT,
    };
    let list = property.kind.is_list() || property.kind == DataType::Reference;
    Known { list, ..Known::new(name, of) }
}

// Some kinds of values have no statistics.
fn statistics(class: &Arc<Class>, property: &Property) -> Option<Known> {
    let counted = matches!(
        property.kind.item(),
        DataType::Int
            | DataType::Number
            | DataType::Text
            | DataType::Boolean
            | DataType::Date
            | DataType::Blob
            | DataType::Reference
    );
    counted.then(|| Known::new(&property.name, Type::Statistics(class.clone(), property.clone())))
}

fn statistics_fields(class: &Class, property: &Property) -> Vec<Known> {
    let mut out = Vec::new();
    // The server offers no `type` for dates here.
    if property.kind.item() != DataType::Date {
        out.push(Known::new("type", TEXT));
    }
    let mut add = |of: Type, names: &[&str]| {
        out.extend(names.iter().map(|name| Known::new(*name, of.clone())));
    };
    match property.kind.item() {
        DataType::Int => {
            add(INT, &["count", "minimum", "maximum", "mode", "sum"]);
            add(FLOAT, &["mean", "median"]);
        }
        DataType::Number => {
            add(INT, &["count"]);
            add(FLOAT, &["minimum", "maximum", "mode", "sum", "mean", "median"]);
        }
        DataType::Boolean => {
            add(INT, &["count", "totalTrue", "totalFalse"]);
            add(FLOAT, &["percentageTrue", "percentageFalse"]);
        }
        DataType::Date => {
            add(INT, &["count"]);
            add(TEXT, &["minimum", "maximum", "mode", "median"]);
        }
        DataType::Reference => {
            out.push(Known::new("pointingTo", TEXT).listed());
        }
        _ => {
            add(INT, &["count"]);
            let top = Type::Top(format!("Aggregate{}{}TopOccurrencesObj", class.name, property.name));
            out.push(Known::new("topOccurrences", top).listed().taking(&["limit"]));
        }
    }
    out
}
