//! Selections as fields.
//!
//! Metadata stands in `_additional`, links are selected by the class behind them (`... on Class`), and the id
//! is always among it, as errors name it.

use super::{super::Context, refusal::unsupported, types, value};
use crate::plain::{
    error::{Error, Result},
    ir::{Item, Metadata, Query, Selection},
    schema::{CollectionDef, DataType, FieldDef, TypeDef},
};

/// The fields of the answer, in braces; `extras` are told of each result beside what is selected.
pub(super) fn fields(
    query: &Query,
    collection: &CollectionDef,
    extras: &[String],
    cx: &Context<'_>,
) -> Result<String> {
    if query.group_by.is_none() {
        let mut told = vec!["id".to_owned()];
        told.extend(metadata(&query.selection)?);
        told.extend(extras.iter().cloned());
        return braced(&query.selection, collection, &told, cx);
    }
    let mut told = vec!["id".to_owned()];
    for item in &query.selection.items {
        grouped(item, collection)?;
        if *item == Item::Metadata(Metadata::Distance) {
            told.push("distance".into());
        }
    }
    let hits = braced(&query.selection, collection, &told, cx)?;
    let mut outer =
        vec![format!("group {{ id groupedBy {{ path value }} count minDistance maxDistance hits {hits} }}")];
    outer.extend(extras.iter().cloned());
    Ok(format!("{{ _additional {{ {} }} }}", outer.join(" ")))
}

/// Refuses what the server leaves out of the objects of a group without a word. A score is let through: it is
/// not known there over gRPC either.
fn grouped(item: &Item, collection: &CollectionDef) -> Result<()> {
    let (what, name) = match item {
        Item::Vector(name) => ("vector", name),
        Item::Link { name, .. } => ("link", name),
        Item::Object { name, .. } => ("nested object", name),
        Item::Property(name) => match types::property(collection.fields, name, collection.name)?.data_type {
            DataType::GeoCoordinates => ("place", name),
            _ => return Ok(()),
        },
        Item::Metadata(_) => return Ok(()),
    };
    Err(unsupported(format!("GraphQL leaves the {what} `.{name}` out of the objects of a group")))
}

/// A selection in braces, with `told` in `_additional`.
fn braced(
    selection: &Selection,
    collection: &CollectionDef,
    told: &[String],
    cx: &Context<'_>,
) -> Result<String> {
    let mut out = Vec::new();
    for (place, item) in selection.items.iter().enumerate() {
        match item {
            Item::Property(name) => out.push(property(collection.fields, name, collection.name)?),
            Item::Object { name, selection } => {
                out.push(object(collection.fields, name, selection, collection.name)?);
            }
            Item::Link { name, .. } => {
                let same = |other: &Item| matches!(other, Item::Link { name: other, .. } if other == name);
                // What several entries want of one link is written once, at the first of them.
                if !selection.items.iter().take(place).any(same) {
                    out.push(link(selection, collection, name, cx)?);
                }
            }
            Item::Vector(_) | Item::Metadata(_) => {}
        }
    }
    out.push(format!("_additional {{ {} }}", told.join(" ")));
    Ok(format!("{{ {} }}", out.join(" ")))
}

/// A property with the parts that it must be asked for by.
///
/// # Errors
///
/// `Unsupported` for what the server answers wrongly over GraphQL, `InvalidInput` for what has to be selected
/// otherwise.
fn property(fields: &[FieldDef], name: &str, owner: &str) -> Result<String> {
    let of = types::property(fields, name, owner)?;
    let name = value::name(name)?;
    Ok(match of.data_type {
        DataType::GeoCoordinates => format!("{name} {{ latitude longitude }}"),
        DataType::PhoneNumber => {
            return Err(unsupported(format!(
                "`.{name}` is a phone number, and GraphQL leaves its national part out where that has more than 32 bits"
            )));
        }
        DataType::Object => {
            return Err(Error::invalid(format!("nothing is selected of `.{name}`: name its properties")));
        }
        DataType::Reference => return Err(Error::invalid(format!("`.{name}` is a link, not a property"))),
        DataType::Int if unclear(of) => {
            return Err(unsupported(format!(
                "`.{name}` may be absent, and GraphQL answers an int of more than 32 bits as if it were"
            )));
        }
        _ => name.to_owned(),
    })
}

/// Whether a missing value has a meaning of its own, so that a value left out would be misread.
const fn unclear(of: &TypeDef) -> bool {
    of.optional && !of.many
}

/// A nested object, by what is selected in it.
fn object(fields: &[FieldDef], name: &str, selection: &Selection, owner: &str) -> Result<String> {
    let object_def = types::object(types::property(fields, name, owner)?, name)?;
    let mut out = Vec::new();
    for item in &selection.items {
        match item {
            Item::Property(name) => out.push(property(object_def.fields, name, object_def.rust_name)?),
            Item::Object { name, selection } => {
                out.push(object(object_def.fields, name, selection, object_def.rust_name)?);
            }
            // Refused by `check`: a nested object has none of these.
            Item::Link { .. } | Item::Vector(_) | Item::Metadata(_) => {}
        }
    }
    Ok(format!("{} {{ {} }}", value::name(name)?, out.join(" ")))
}

/// Everything that is selected along one link.
fn link(selection: &Selection, collection: &CollectionDef, link: &str, cx: &Context<'_>) -> Result<String> {
    let of = types::property(collection.fields, link, collection.name)?;
    let (mut out, mut classes) = (Vec::new(), Vec::new());
    for item in &selection.items {
        let Item::Link { name, collection, selection } = item else { continue };
        if name != link {
            continue;
        }
        let (behind, class) = types::target(of, name, collection.as_deref(), cx)?;
        let mut told = vec!["id".to_owned()];
        told.extend(metadata(selection)?);
        let parts = braced(selection, behind, &told, cx)?;
        out.push(format!("... on {} {parts}", value::name(&class)?));
        if classes.contains(&class) {
            return Err(unsupported(format!(
                "GraphQL has one selection of `{class}` behind `.{link}`, not two"
            )));
        }
        classes.push(class);
    }
    Ok(format!("{} {{ {} }}", value::name(link)?, out.join(" ")))
}

/// Metadata and vectors. The id is always asked for, and not here.
fn metadata(selection: &Selection) -> Result<Vec<String>> {
    let (mut told, mut vectors) = (Vec::new(), Vec::new());
    for item in &selection.items {
        match item {
            Item::Vector(name) => vectors.push(value::name(name)?),
            Item::Metadata(word) => match word {
                Metadata::CreatedAt => told.push("creationTimeUnix".to_owned()),
                Metadata::UpdatedAt => told.push("lastUpdateTimeUnix".to_owned()),
                Metadata::Score => told.push("score".to_owned()),
                Metadata::ExplainScore => told.push("explainScore".to_owned()),
                Metadata::Distance => told.push("distance".to_owned()),
                Metadata::Certainty => told.push("certainty".to_owned()),
                Metadata::IsConsistent => told.push("isConsistent".to_owned()),
                // The id always comes, the others with the clause that makes them.
                Metadata::Id | Metadata::RerankScore | Metadata::Generated => {}
            },
            Item::Property(_) | Item::Object { .. } | Item::Link { .. } => {}
        }
    }
    if !vectors.is_empty() {
        told.push(format!("vectors {{ {} }}", vectors.join(" ")));
    }
    Ok(told)
}
