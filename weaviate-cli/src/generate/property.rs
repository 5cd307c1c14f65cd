//! Properties as fields, and the structs of nested objects.

use std::fmt::Write as _;

use serde_json::Value;
use weaviate_query::{
    Version,
    schema::{DataType, Tokenization},
};

use super::{
    context::{Context, Item},
    left::Left,
    names::Fields,
    notes::Notes,
    setting,
};

/// Where fields stand.
pub(super) struct Place<'a> {
    /// The struct.
    pub(super) owner: &'a str,
    pub(super) path: String,
    pub(super) fields: &'a Fields,
    /// The modules that make vectors of the class; none in a nested object.
    pub(super) modules: &'a [String],
}

/// Types of one value that have lists of the same.
const SCALARS: &[(DataType, &str)] = &[
    (DataType::Text, "String"),
    (DataType::Int, "i64"),
    (DataType::Number, "f64"),
    (DataType::Boolean, "bool"),
    (DataType::Date, "DateTime<Utc>"),
    (DataType::Uuid, "Uuid"),
];

/// Types of one value that have no lists.
const SINGLES: &[(DataType, &str)] = &[
    (DataType::GeoCoordinates, "GeoPoint"),
    (DataType::PhoneNumber, "PhoneNumber"),
    (DataType::Blob, "Blob"),
    (DataType::BlobHash, "BlobHash"),
];

/// Tokenizations, each by its own name.
const TOKENIZATIONS: &[Tokenization] = &[
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

/// The properties as fields of a struct, and the structs that they need.
pub(super) fn write_all(
    cx: &Context<'_>,
    place: &Place<'_>,
    properties: &[Value],
    notes: &mut Notes,
    items: &mut Vec<Item>,
) -> String {
    properties.iter().map(|property| write(cx, place, property, notes, items)).collect()
}

fn write(
    cx: &Context<'_>,
    place: &Place<'_>,
    property: &Value,
    notes: &mut Notes,
    items: &mut Vec<Item>,
) -> String {
    let mut left = Left::new("", Some(property.clone()));
    let name = left.text("name").unwrap_or_default();
    let mut left = left.at(format!("{}.{name}", place.path));
    let types = left.texts("dataType");
    let Some(ty) = type_of(cx, place, &name, &types, &mut left, notes, items) else { return String::new() };
    let (field, renamed) = place.fields.field(&name, false);
    let mut words = Vec::new();
    if renamed {
        words.push(format!("rename = {}", setting::text(&name)));
    }
    let is_text =
        types.first().is_some_and(|ty| ["text", "text[]", "string", "string[]"].contains(&ty.as_str()));
    words.extend(indexes(is_text, &mut left, notes));
    words.extend(of_modules(place, &mut left, notes));
    let mut said = docs(left.text("description").as_deref(), &left.path("description"), notes);
    left.end(notes);
    if !words.is_empty() {
        let _ = writeln!(said, "#[weaviate({})]", words.join(", "));
    }
    let _ = writeln!(said, "pub {field}: {ty},");
    said
}

/// The Rust type. What a struct cannot have is noted, and is no field.
fn type_of(
    cx: &Context<'_>,
    place: &Place<'_>,
    name: &str,
    types: &[String],
    left: &mut Left,
    notes: &mut Notes,
    items: &mut Vec<Item>,
) -> Option<String> {
    let one = types.first().map_or("", String::as_str);
    if one.starts_with(|c: char| c.is_ascii_uppercase()) {
        return link(cx, types, left, notes);
    }
    // The names that texts had before 1.19.
    let one = match one {
        "string" => "text",
        "string[]" => "text[]",
        other => other,
    };
    if let Some((data_type, rust)) =
        SCALARS.iter().find(|(ty, _)| ty.wire_name(false) == one || ty.wire_name(true) == one)
    {
        if *data_type == DataType::Uuid {
            cx.uses("Uuid");
        }
        let many = data_type.wire_name(true) == one;
        return Some(if many { format!("Vec<{rust}>") } else { format!("Option<{rust}>") });
    }
    if let Some((data_type, rust)) = SINGLES.iter().find(|(ty, _)| ty.wire_name(false) == one) {
        if *data_type == DataType::BlobHash {
            notes.needs(Version::new(1, 37));
        }
        return Some(format!("Option<{}>", cx.uses(rust)));
    }
    if one != "object" && one != "object[]" {
        notes.unsaid(
            left.path("dataType"),
            format!("there is no Rust type for `{one}`, so there is no field"),
        );
        return None;
    }
    let nested = left.take("nestedProperties");
    let nested = nested.as_ref().and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let ident = object(cx, place, name, nested, notes, items);
    Some(if one == "object" { format!("Option<{ident}>") } else { format!("Vec<{ident}>") })
}

/// A cross reference, to one collection or to several.
fn link(cx: &Context<'_>, types: &[String], left: &mut Left, notes: &mut Notes) -> Option<String> {
    let structs: Option<Vec<&str>> = types.iter().map(|class| cx.names.of_class(class)).collect();
    let Some(structs) = structs else {
        let missing: Vec<&str> =
            types.iter().map(String::as_str).filter(|class| cx.names.of_class(class).is_none()).collect();
        let why = format!(
            "it leads to `{}`, of which there is no struct, so there is no field",
            missing.join("`, `")
        );
        notes.unsaid(left.path("dataType"), why);
        return None;
    };
    match structs.as_slice() {
        [one] => Some(format!("Vec<{}<{one}>>", cx.uses("Link"))),
        several if several.len() <= 8 => {
            Some(format!("Vec<{}<({})>>", cx.uses("AnyLink"), several.join(", ")))
        }
        _ => {
            let why = "it leads to more than eight collections, so there is no field";
            notes.unsaid(left.path("dataType"), why);
            None
        }
    }
}

/// The struct of a nested object.
fn object(
    cx: &Context<'_>,
    place: &Place<'_>,
    name: &str,
    nested: &[Value],
    notes: &mut Notes,
    items: &mut Vec<Item>,
) -> String {
    let ident = cx.names.nested(place.owner, name);
    let names = nested.iter().filter_map(|property| property.get("name")?.as_str());
    let fields = Fields::of(names, std::iter::empty());
    let inner =
        Place { owner: &ident, path: format!("{}.{name}", place.path), fields: &fields, modules: &[] };
    cx.uses("Object");
    let mut source = "#[derive(Debug, Clone, Object)]\n".to_owned();
    if fields.camel_case {
        source.push_str("#[weaviate(rename_all = \"camelCase\")]\n");
    }
    let mut below = Vec::new();
    let body = write_all(cx, &inner, nested, notes, &mut below);
    let _ = write!(source, "pub struct {ident} {{ {body} }}");
    items.push(Item { unsaid: Vec::new(), source, collection: None });
    items.append(&mut below);
    ident
}

/// Tokenization, indexes, analyzer.
fn indexes(is_text: bool, left: &mut Left, notes: &mut Notes) -> Vec<String> {
    let mut words = Vec::new();
    // From before 1.19; the server keeps it beside what took its place.
    left.of_the_server(&["indexInverted"]);
    if let Some(wire) = left.text("tokenization") {
        let found = TOKENIZATIONS.iter().find(|tokenization| tokenization.wire_name() == wire);
        match found {
            Some(Tokenization::Word) => {}
            Some(found) => words.push(format!("tokenization = {}", found.wire_name())),
            None => left.put_back("tokenization", wire.into()),
        }
    }
    if !left.flag("indexFilterable", true) {
        words.push("filterable = false".into());
    }
    if !left.flag("indexSearchable", is_text) && is_text {
        words.push("searchable = false".into());
    }
    if left.flag("indexRangeFilters", false) {
        words.push("range".into());
    }
    let mut analyzer = left.inside("textAnalyzer");
    let mut said = Vec::new();
    if analyzer.flag("asciiFold", false) {
        said.push("ascii_fold".to_owned());
        let ignored = analyzer.texts("asciiFoldIgnore");
        if !ignored.is_empty() {
            said.push(format!("ascii_fold_ignore = {}", setting::texts(&ignored)));
        }
    }
    if let Some(preset) = analyzer.text("stopwordPreset") {
        said.push(format!("stopword_preset = {}", setting::text(&preset)));
    }
    analyzer.end(notes);
    if !said.is_empty() {
        notes.needs(Version::new(1, 37));
        words.push(setting::named("analyzer", &said));
    }
    words
}

/// What vectorizers are told of the property: one word is for all of them.
fn of_modules(place: &Place<'_>, left: &mut Left, notes: &mut Notes) -> Vec<String> {
    let mut modules = left.inside("moduleConfig");
    let told: Vec<Value> =
        place.modules.iter().map(|module| modules.take(module).unwrap_or_default()).collect();
    let path = left.path("moduleConfig");
    let mut words = Vec::new();
    if let Some(first) = told.first() {
        if told.iter().any(|other| other != first) {
            notes.unsaid(
                path.clone(),
                "its vectorizers are told different things, and one word is for all of them",
            );
        }
        let mut of = Left::new(path, Some(first.clone()));
        if of.flag("skip", false) {
            words.push("skip_vectorization".to_owned());
        }
        if let Some(on) = of.take("vectorizePropertyName").and_then(|on| on.as_bool()) {
            words.push(if on {
                "vectorize_property_name".to_owned()
            } else {
                "vectorize_property_name = false".to_owned()
            });
        }
        of.end(notes);
    }
    modules.end(notes);
    words
}

/// A description as doc comments, if they can say it.
pub(super) fn docs(description: Option<&str>, path: &str, notes: &mut Notes) -> String {
    let Some(text) = description else { return String::new() };
    if !is_doc(text) {
        notes
            .unsaid(path, "it begins or ends with white space, or lines of it do, which no doc comment says");
        return String::new();
    }
    let mut out = String::new();
    for line in text.split('\n') {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        let _ = writeln!(out, "#[doc = {}]", setting::text(&line));
    }
    out
}

/// Whether a doc comment says exactly this text: the derive trims lines at their ends and the whole.
pub(super) fn is_doc(text: &str) -> bool {
    let read: Vec<&str> = text.lines().map(str::trim_end).collect();
    let read = read.join("\n");
    read.trim_end().trim_start_matches('\n') == text && !text.is_empty()
}
