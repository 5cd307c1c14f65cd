//! What GraphQL leaves out of an answer, and REST tells.
//!
//! An int has 32 bits there: a larger one comes as null, as if there were none, alone, in a list, in a nested object or as
//! a part of a phone number. Nothing in the answer tells the two apart. So every object with such a null is read once
//! more, by its id over REST, where ints are whole.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::object::id;
use crate::plain::{
    error::Result,
    ir::{Item, Selection},
    render::{Context, graphql::types},
    schema::{DataType, PropertyShape, Shape},
};

/// An object by its class, whether that has tenants, and its id.
pub(super) type Whose = (String, bool, String);

/// Walks over an object and all that its selection finds behind its links.
///
/// # Errors
///
/// What `each` fails with.
pub(super) fn each(
    row: &mut Json,
    (selection, of, class): (&Selection, Shape<'_>, &str),
    cx: &Context<'_>,
    visit: &mut dyn FnMut(&mut Json, &Selection, Shape<'_>, &str),
) -> Result<()> {
    visit(row, selection, of, class);
    for item in &selection.items {
        let Item::Link { name, collection, selection } = item else { continue };
        let (behind, class) = types::target(types::property(of, name)?, name, collection.as_deref(), cx)?;
        for object in row.get_mut(&**name).and_then(Json::as_array_mut).into_iter().flatten() {
            each(object, (selection, behind, &class), cx, visit)?;
        }
    }
    Ok(())
}

/// Whose values may have been left out.
pub(super) fn find(
    rows: &mut [Json],
    of: (&Selection, Shape<'_>, &str),
    cx: &Context<'_>,
) -> Result<Vec<Whose>> {
    let mut found = Vec::new();
    for row in rows {
        each(row, of, cx, &mut |object, selection, shape, class| {
            if let Some(id) = id(object)
                && lacks(object, selection, shape)
            {
                let whose = (class.to_owned(), shape.is_multi_tenant(), id.to_owned());
                if !found.contains(&whose) {
                    found.push(whose);
                }
            }
        })?;
    }
    Ok(found)
}

/// Puts what REST tells in the place of what was left out; objects that are gone by now stay as they are.
pub(super) fn fill(
    rows: &mut [Json],
    of: (&Selection, Shape<'_>, &str),
    whole: &HashMap<Whose, Json>,
    cx: &Context<'_>,
) -> Result<()> {
    for row in rows {
        each(row, of, cx, &mut |object, selection, shape, class| {
            let key = id(object).map(|id| (class.to_owned(), shape.is_multi_tenant(), id.to_owned()));
            let known = key.and_then(|key| whole.get(&key)).and_then(|object| object.get("properties"));
            if let Some(properties) = known {
                mend(object, selection, shape, properties);
            }
        })?;
    }
    Ok(())
}

/// Whether a value that GraphQL may leave out is not there.
fn lacks(object: &Json, selection: &Selection, of: Shape<'_>) -> bool {
    selection.items.iter().any(|item| match item {
        Item::Property(name) => of.property(name).is_some_and(|of| {
            let value = object.get(&**name).unwrap_or(&Json::Null);
            may_lack(of.data_type(), value)
        }),
        Item::Object { name, selection } => {
            let Some(inside) = of.property(name).and_then(PropertyShape::object) else { return false };
            match object.get(&**name) {
                Some(Json::Array(objects)) => objects.iter().any(|object| lacks(object, selection, inside)),
                Some(object @ Json::Object(_)) => lacks(object, selection, inside),
                _ => false,
            }
        }
        Item::Link { .. } | Item::Vector(_) | Item::Metadata(_) => false,
    })
}

fn may_lack(of: DataType, value: &Json) -> bool {
    match (of, value) {
        (DataType::Int, Json::Null) => true,
        (DataType::Int, Json::Array(values)) => values.iter().any(Json::is_null),
        (DataType::PhoneNumber, Json::Object(parts)) => {
            ["national", "countryCode"].iter().any(|part| parts.get(*part).is_none_or(Json::is_null))
        }
        _ => false,
    }
}

/// Takes what may have been left out from the object as REST has it.
fn mend(object: &mut Json, selection: &Selection, of: Shape<'_>, whole: &Json) {
    for item in &selection.items {
        match item {
            Item::Property(name) => {
                let left_out = of
                    .property(name)
                    .is_some_and(|of| may_lack(of.data_type(), object.get(&**name).unwrap_or(&Json::Null)));
                if let (true, Some(value), Some(object)) =
                    (left_out, whole.get(&**name), object.as_object_mut())
                {
                    object.insert(name.to_string(), value.clone());
                }
            }
            Item::Object { name, selection } => {
                let inside = of.property(name).and_then(PropertyShape::object);
                let (Some(inside), Some(part), Some(whole)) =
                    (inside, object.get_mut(&**name), whole.get(&**name))
                else {
                    continue;
                };
                match (part, whole) {
                    // Of a list that somebody changed in between the values would not belong together.
                    (Json::Array(parts), Json::Array(wholes)) if parts.len() == wholes.len() => {
                        for (part, whole) in parts.iter_mut().zip(wholes) {
                            mend(part, selection, inside, whole);
                        }
                    }
                    (part @ Json::Object(_), whole) => mend(part, selection, inside, whole),
                    _ => {}
                }
            }
            Item::Link { .. } | Item::Vector(_) | Item::Metadata(_) => {}
        }
    }
}
