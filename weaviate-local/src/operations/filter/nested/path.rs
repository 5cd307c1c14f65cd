//! Paths into object properties, and the elements they may be pinned to.

use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
    },
    schema::{Class, Property},
};

/// A step of a path: a name, and the element it is pinned to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(super) name: String,
    pub(super) at: Option<usize>,
}

/// The steps of a path.
pub(super) fn segments(path: &str) -> Vec<Segment> {
    path.split('.')
        .map(|part| {
            let pinned = part.strip_suffix(']').and_then(|part| part.split_once('['));
            match pinned.and_then(|(name, at)| Some((name, at.parse().ok()?))) {
                Some((name, at)) => Segment { name: name.to_owned(), at: Some(at) },
                None => Segment { name: part.to_owned(), at: None },
            }
        })
        .collect()
}

/// The property a path begins with.
pub(crate) fn root_name(path: &str) -> &str {
    let first = path.split('.').next().unwrap_or(path);
    match first.strip_suffix(']').and_then(|part| part.split_once('[')) {
        Some((name, at)) if at.parse::<usize>().is_ok() => name,
        _ => first,
    }
}

/// Whether the first step is pinned to an element.
pub(crate) fn has_index(path: &str) -> bool {
    segments(path).first().is_some_and(|segment| segment.at.is_some())
}

/// The object property and the steps, when the path leads into one.
pub(crate) fn split<'a>(class: &'a Class, path: &str) -> Option<(&'a Property, Vec<Segment>)> {
    if !path.contains('.') {
        return None;
    }
    let root = class.property(root_name(path)).filter(|property| property.kind.is_nested())?;
    Some((root, segments(path)))
}

/// The property at the end of a path.
pub(crate) fn leaf<'a>(root: &'a Property, path: &str, segments: &[Segment]) -> Result<&'a Property> {
    check_root_index(root, segments)?;
    let mut property = root;
    for segment in segments.iter().skip(1) {
        if !property.kind.is_nested() {
            return Err(Refusal::new(format!(
                "nested path {}: sub-property {} must be object or object[], got {}",
                quote(path),
                quote(&property.name),
                quote(property.kind.name())
            )));
        }
        property = property.nested(&segment.name).ok_or_else(|| {
            Refusal::new(format!(
                "nested path {}: sub-property {} not found",
                quote(path),
                quote(&segment.name)
            ))
        })?;
        if segment.at.is_some() && !property.kind.is_list() {
            return Err(Refusal::new(format!(
                "nested path {}: sub-property {} is of type {} — [N] indexing requires an array type",
                quote(path),
                quote(&segment.name),
                quote(property.kind.name())
            )));
        }
    }
    Ok(property)
}

/// Refuses an element of what is no list.
pub(super) fn check_root_index(root: &Property, segments: &[Segment]) -> Result<()> {
    if segments.first().is_some_and(|segment| segment.at.is_some()) && !root.kind.is_list() {
        return Err(Refusal::new(format!(
            "property {} is of type {} — [N] indexing requires an array type",
            quote(&root.name),
            quote(root.kind.name())
        )));
    }
    Ok(())
}
