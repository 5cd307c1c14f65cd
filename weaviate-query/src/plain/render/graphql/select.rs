//! Selections as fields.
//!
//! Metadata stands in `_additional`, links are selected by the class behind them (`... on Class`), and the id
//! is always among it, as errors name it.

use super::{super::Context, refusal::unsupported, types, value};
use crate::plain::{
    error::{Error, Result},
    ir::{Item, Metadata, Query, Selection},
    schema::{DataType, PropertyShape, Shape},
};

/// The fields of the answer, in braces; `extras` are told of each result beside what is selected.
///
/// Of the objects of a group the server leaves out most without a word, and gives ids and distances; what is selected is
/// asked for by their ids.
pub(super) fn fields<'a>(
    query: &Query,
    of: Shape<'a>,
    extras: &[String],
    cx: &Context<'a>,
) -> Result<String> {
    let Some(group) = &query.group_by else {
        let mut told = vec!["id".to_owned()];
        told.extend(metadata(&query.selection)?);
        told.extend(extras.iter().cloned());
        return braced(&query.selection, of, &told, cx);
    };
    // What cannot be selected is refused before anything is asked.
    braced(&query.selection, of, &[], cx)?;
    let hits = if query.selection.items.contains(&Item::Metadata(Metadata::Distance)) {
        "{ _additional { id distance } }"
    } else {
        "{ _additional { id } }"
    };
    let mut outer =
        vec![format!("group {{ id groupedBy {{ path value }} count minDistance maxDistance hits {hits} }}")];
    outer.extend(extras.iter().cloned());
    // What a hybrid groups by it knows only if it is selected (1.39.0).
    let by = match of.property(&group.property).map(PropertyShape::data_type) {
        None | Some(DataType::Reference) => String::new(),
        Some(_) => format!("{} ", property(of, &group.property)?),
    };
    Ok(format!("{{ {by}_additional {{ {} }} }}", outer.join(" ")))
}

/// A selection in braces, with `told` in `_additional`.
fn braced<'a>(selection: &Selection, of: Shape<'a>, told: &[String], cx: &Context<'a>) -> Result<String> {
    let mut out = Vec::new();
    for (place, item) in selection.items.iter().enumerate() {
        match item {
            Item::Property(name) => out.push(property(of, name)?),
            Item::Object { name, selection } => {
                out.push(object(of, name, selection)?);
            }
            Item::Link { name, .. } => {
                let same = |other: &Item| matches!(other, Item::Link { name: other, .. } if other == name);
                // What several entries want of one link is written once, at the first of them.
                if !selection.items.iter().take(place).any(same) {
                    out.push(link(selection, of, name, cx)?);
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
/// `InvalidInput` for what has to be selected otherwise.
fn property(owner: Shape<'_>, name: &str) -> Result<String> {
    let of = types::property(owner, name)?;
    let name = value::name(name)?;
    Ok(match of.data_type() {
        DataType::GeoCoordinates => format!("{name} {{ latitude longitude }}"),
        DataType::PhoneNumber => format!("{name} {{ {PHONE} }}"),
        DataType::Object => {
            return Err(Error::invalid(format!("nothing is selected of `.{name}`: name its properties")));
        }
        DataType::Reference => return Err(Error::invalid(format!("`.{name}` is a link, not a property"))),
        _ => name.to_owned(),
    })
}

/// The parts of a phone number.
const PHONE: &str =
    "input internationalFormatted nationalFormatted national countryCode valid defaultCountry";

/// A nested object, by what is selected in it.
fn object(owner: Shape<'_>, name: &str, selection: &Selection) -> Result<String> {
    let inside = types::object(types::property(owner, name)?, name)?;
    let mut out = Vec::new();
    for item in &selection.items {
        match item {
            Item::Property(name) => out.push(property(inside, name)?),
            Item::Object { name, selection } => out.push(object(inside, name, selection)?),
            // Refused by `check`: a nested object has none of these.
            Item::Link { .. } | Item::Vector(_) | Item::Metadata(_) => {}
        }
    }
    Ok(format!("{} {{ {} }}", value::name(name)?, out.join(" ")))
}

/// Everything that is selected along one link.
fn link<'a>(selection: &Selection, owner: Shape<'a>, link: &str, cx: &Context<'a>) -> Result<String> {
    let of = types::property(owner, link)?;
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
            Item::Vector(name) if name.is_empty() => told.push("vector".to_owned()),
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
