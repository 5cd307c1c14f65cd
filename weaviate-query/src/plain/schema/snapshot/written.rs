//! A declaration as JSON.

use serde_json::{Map, Value, json};

use crate::plain::{
    names::Names,
    schema::{CollectionDef, DEEPEST, FieldDef, Role},
    version::Version,
};

/// The version of the file that is written.
pub(super) const FORMAT: u64 = 1;

/// What a role is called in a file; a property is not called anything.
pub(super) const ROLES: [(&str, Role); 3] =
    [("id", Role::Id), ("created_at", Role::CreatedAt), ("updated_at", Role::UpdatedAt)];

pub(super) fn document(definitions: &[&'static CollectionDef]) -> Value {
    let collections: Map<String, Value> =
        definitions.iter().map(|def| (def.name.to_owned(), collection(def))).collect();
    json!({ "format": FORMAT, "collections": collections })
}

fn collection(def: &CollectionDef) -> Value {
    let mut json = Map::new();
    if def.rust_name != def.name {
        json.insert("struct".into(), def.rust_name.into());
    }
    if !def.versioned {
        json.insert("versioned".into(), false.into());
    }
    if def.server != Version::OLDEST {
        json.insert("server".into(), def.server.to_string().into());
    }
    if def.nested_filters {
        json.insert("nested_filters".into(), true.into());
    }
    json.insert("fields".into(), fields(def.fields, DEEPEST));
    let mut class = def.to_class(def.name, &Names::new(), true);
    class.json_mut().shift_remove("class");
    json.insert("class".into(), Value::Object(class.json().clone()));
    Value::Object(json)
}

/// By the names of the fields, each with what no class tells of it.
fn fields(fields: &[FieldDef], depth: usize) -> Value {
    let fields =
        fields.iter().map(|field| (field.rust_name.to_owned(), Value::Object(self::field(field, depth))));
    Value::Object(fields.collect())
}

fn field(field: &FieldDef, depth: usize) -> Map<String, Value> {
    let mut json = Map::new();
    let mut flag = |name: &str, on: bool| {
        if on {
            json.insert(name.into(), true.into());
        }
    };
    flag("optional", field.of.optional);
    // A list of links is spelled as one link is.
    flag("many", field.of.many && !field.of.targets.is_empty());
    flag("key", field.key);
    flag("default", field.default);
    flag("vector", field.role == Role::Vector);
    if let Some((word, _)) = ROLES.iter().find(|(_, role)| *role == field.role) {
        json.insert("is".into(), (*word).into());
    }
    if field.name != field.rust_name {
        json.insert("name".into(), field.name.into());
    }
    if let Some(before) = field.renamed_from {
        json.insert("renamed_from".into(), before.into());
    }
    // Of the function a file has the type that it takes.
    if let Some(backfill) = field.backfill {
        json.insert("backfill".into(), backfill.from.into());
    }
    if let Some(dimensions) = field.of.dimensions {
        json.insert("dimensions".into(), dimensions.into());
    }
    if let (Some(object), Some(depth)) = (field.of.object, depth.checked_sub(1)) {
        json.insert("struct".into(), object.get().rust_name.into());
        json.insert("fields".into(), fields(object.get().fields, depth));
    }
    if let Some(before) = field.renamed_from {
        json.insert("renamed_from".into(), before.into());
    }
    if let Some(backfill) = field.backfill {
        json.insert("backfill".into(), backfill.from.into());
    }
    if !field.rules.is_empty() {
        json.insert("validate".into(), field.rules.into());
    }
    if !field.attributes.is_empty() {
        let attributes = field.attributes.iter().map(|one| (one.name.to_owned(), one.value.into()));
        json.insert("attributes".into(), Value::Object(attributes.collect()));
    }
    json
}
