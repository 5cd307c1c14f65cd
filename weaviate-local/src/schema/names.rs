//! Which names are allowed, and in which spelling they are kept.

use crate::common::{
    error::{Refusal, Result},
    gotext::quote,
};

/// `Article` for `article`.
pub(crate) fn upper_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if first.is_ascii_lowercase() => {
            format!("{}{}", first.to_ascii_uppercase(), chars.as_str())
        }
        _ => name.to_owned(),
    }
}

/// `title` for `Title`.
pub(crate) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => format!("{}{}", first.to_lowercase(), chars.as_str()),
        None => String::new(),
    }
}

fn is_word(name: &str) -> bool {
    name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric())
}

fn starts_like_identifier(name: &str) -> bool {
    name.bytes().next().is_some_and(|b| b == b'_' || b.is_ascii_alphabetic()) && is_word(name)
}

/// Whether a collection may have this name.
pub(crate) fn is_class(name: &str) -> bool {
    name.bytes().next().is_some_and(|b| b.is_ascii_uppercase()) && is_word(name) && name.len() <= 255
}

/// Checks a collection's name.
pub(crate) fn check_class(name: &str) -> Result<()> {
    if name.len() > 255 {
        return Err(Refusal::new(format!(
            "'{name}' is not a valid class name. Name should not be longer than 255 characters"
        )));
    }
    if !is_class(name) {
        return Err(Refusal::new(format!("'{name}' is not a valid class name")));
    }
    Ok(())
}

const PROPERTY_RULE: &str = "Property names in Weaviate are restricted to valid GraphQL names, which must be \
                             “/[_A-Za-z][_0-9A-Za-z]{0,230}/”";

const LONGEST_PROPERTY: usize = 231;

/// Whether a property has a name that one may have, or one that the server keeps for itself.
pub(crate) fn is_property(name: &str) -> bool {
    starts_like_identifier(name) && name.len() <= LONGEST_PROPERTY
}

/// Checks a property's name: its form, its length and the words the server keeps for itself.
pub(crate) fn check_property(name: &str) -> Result<()> {
    if name.len() > LONGEST_PROPERTY {
        return Err(Refusal::new(format!(
            "'{name}' is not a valid property name. Name should not be longer than 231 characters"
        )));
    }
    if !starts_like_identifier(name) {
        return Err(Refusal::new(format!("'{name}' is not a valid property name. {PROPERTY_RULE}")));
    }
    if matches!(name, "_additional" | "_id" | "id") {
        return Err(Refusal::new(format!("'{name}' is a reserved property name")));
    }
    Ok(())
}

/// Checks that a property's name does not end like one of the server's own index buckets.
pub(crate) fn check_property_suffix(name: &str) -> Result<()> {
    let reserved = ["_searchable", "_rangeable", "_temp", "__meta_count", "_propertyLength", "_nullState"];
    match reserved.iter().find(|suffix| name.ends_with(**suffix)) {
        Some(suffix) => Err(Refusal::new(format!(
            "'{name}' is not a valid property name: suffix '{suffix}' is reserved for internal indices"
        ))),
        None => Ok(()),
    }
}

/// Checks the name of a property inside an object property.
pub(crate) fn check_nested(name: &str, parent: &str) -> Result<()> {
    if starts_like_identifier(name) {
        return Ok(());
    }
    Err(Refusal::new(format!(
        "'{name}' is not a valid nested property name of '{parent}'. NestedProperty names in Weaviate are restricted \
         to valid GraphQL names, which must be “/[_A-Za-z][_0-9A-Za-z]*/”"
    )))
}

/// Checks a vector's name.
pub(crate) fn check_vector(name: &str) -> Result<()> {
    if name.len() > 230 {
        return Err(Refusal::new(format!(
            "class.VectorConfig target vector name {} is not valid. Target vector name should not be longer than 230 \
             characters.",
            quote(name)
        )));
    }
    if !starts_like_identifier(name) {
        return Err(Refusal::new(format!(
            "class.VectorConfig target vector name {} is not valid, in Weaviate target vector names are restricted to \
             valid GraphQL names, which must be “/[_A-Za-z][_0-9A-Za-z]{{0,229}}/”.",
            quote(name)
        )));
    }
    Ok(())
}

/// Checks an alias.
pub(crate) fn check_alias(name: &str) -> Result<()> {
    if is_class(name) {
        return Ok(());
    }
    Err(Refusal::new(format!("'{name}' is not a valid alias name")))
}

/// Whether a tenant may have this name.
pub(crate) fn is_tenant(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|b| b == b'_' || b == b'-' || b.is_ascii_alphanumeric())
}

/// A name such as the server gives a shard: twelve letters and digits.
pub(crate) fn random_shard() -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    uuid::Uuid::new_v4()
        .as_bytes()
        .iter()
        .take(12)
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect()
}
