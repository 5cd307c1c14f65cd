//! Vectors to search with, and the targets that they are for.

use crate::plain::{
    error::{Error, Result},
    ir::{Join, QueryVector, Targets, Values},
    value::is_finite,
};

/// The targets of a search and how they are joined.
pub(super) fn targets(targets: &Targets) -> Result<()> {
    let Targets { names, join } = targets;
    let Some(join) = join else { return Ok(()) };
    if names.is_empty() {
        return Err(Error::invalid("the vectors to join are not named: give them to `target`"));
    }
    let (Join::Weighted(weights) | Join::Relative(weights)) = join else { return Ok(()) };
    if weights.len() != names.len() {
        let (weights, names) = (weights.len(), names.len());
        return Err(Error::invalid(format!("`target` has {names} vectors and {weights} weights")));
    }
    match names.iter().zip(weights).find(|(_, weight)| !weight.is_finite()) {
        Some((target, weight)) => Err(Error::invalid(format!("the weight of `{target}` is {weight}"))),
        None => Ok(()),
    }
}

/// Whether each vector is for a target of its own.
pub(in crate::plain::render) fn per_target(vectors: &[QueryVector]) -> bool {
    vectors.iter().any(|vector| vector.target.is_some())
}

/// One vector for all targets, or one for each of them.
pub(super) fn vectors(vectors: &[QueryVector], targets: &Targets) -> Result<()> {
    if !per_target(vectors) {
        let [vector] = vectors else {
            return Err(Error::invalid(match vectors {
                [] => "the query vector is empty",
                _ => "several query vectors must each name their target",
            }));
        };
        return one(vector, targets.names.first().map_or("the vector", String::as_str));
    }
    // A server refuses vectors that are in another order than the targets.
    let named = vectors.iter().map(|vector| vector.target.as_deref());
    if !named.eq(targets.names.iter().map(|name| Some(name.as_str()))) {
        return Err(Error::invalid(format!(
            "the query vectors must be for the targets {}, in this order",
            targets.names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        )));
    }
    targets.names.iter().zip(vectors).try_for_each(|(name, vector)| one(vector, name))
}

/// A vector or its rows, which are all of one length.
fn one(vector: &QueryVector, name: &str) -> Result<()> {
    match &vector.values {
        Values::Single(values) => row(values, vector.dimensions, name),
        Values::Multi(rows) => {
            let first = rows.first().map_or(&[][..], Vec::as_slice);
            row(first, vector.dimensions, name)?;
            if u16::try_from(first.len()).is_err() {
                return Err(Error::invalid(format!("`{name}` takes vectors of up to 65535 dimensions")));
            }
            rows.iter().try_for_each(|values| row(values, Some(first.len()), name))
        }
    }
}

/// The numbers of one row: some, as many as are wanted, all finite.
fn row(vector: &[f32], wanted: Option<usize>, name: &str) -> Result<()> {
    // The server would answer a plain listing, without an error.
    if vector.is_empty() {
        return Err(Error::invalid("the query vector is empty"));
    }
    if let Some(wanted) = wanted.filter(|wanted| *wanted != vector.len()) {
        let found = vector.len();
        return Err(Error::invalid(format!(
            "`{name}` has {wanted} dimensions, the query vector has {found}"
        )));
    }
    if is_finite(vector) {
        return Ok(());
    }
    match vector.iter().enumerate().find(|(_, x)| !x.is_finite()) {
        Some((place, x)) => Err(Error::invalid(format!("component {place} of the query vector is {x}"))),
        None => Ok(()),
    }
}
