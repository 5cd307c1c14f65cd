//! Vectors to search with and the targets that they are for, as messages.

use bytes::{BufMut as _, Bytes, BytesMut};

use crate::{
    Error, Result,
    ir::{Join, QueryVector, Targets, Values},
    proto::{self, CombinationMethod, VectorForTarget, Vectors, WeightsForTarget, vectors::VectorType},
};

/// The targets of a search; `None` leaves them to the server.
pub(super) fn targets(targets: &Targets) -> Result<Option<proto::Targets>> {
    let Targets { names, join } = targets;
    if names.is_empty() {
        return Ok(None);
    }
    let (method, weights) = match join {
        None => (CombinationMethod::Unspecified, None),
        Some(Join::Sum) => (CombinationMethod::TypeSum, None),
        Some(Join::Average) => (CombinationMethod::TypeAverage, None),
        Some(Join::Minimum) => (CombinationMethod::TypeMin, None),
        Some(Join::Weighted(weights)) => (CombinationMethod::TypeManual, Some(weights)),
        Some(Join::Relative(weights)) => (CombinationMethod::TypeRelativeScore, Some(weights)),
    };
    let mut weights_for_targets = Vec::new();
    if let Some(weights) = weights {
        if weights.len() != names.len() {
            let (weights, names) = (weights.len(), names.len());
            return Err(Error::invalid(format!("`target` has {names} vectors and {weights} weights")));
        }
        for (target, &weight) in names.iter().zip(weights) {
            if !weight.is_finite() {
                return Err(Error::invalid(format!("the weight of `{target}` is {weight}")));
            }
            weights_for_targets.push(WeightsForTarget { target: target.clone(), weight });
        }
    }
    Ok(Some(proto::Targets {
        target_vectors: names.clone(),
        combination: method.into(),
        weights_for_targets,
    }))
}

/// Whether each vector is for a target of its own.
pub(super) fn per_target(vectors: &[QueryVector]) -> bool {
    vectors.iter().any(|vector| vector.target.is_some())
}

/// One vector for all targets.
pub(super) fn vectors(vectors: &[QueryVector], targets: &Targets) -> Result<Vec<Vectors>> {
    let [vector] = vectors else {
        return Err(Error::invalid(match vectors {
            [] => "the query vector is empty",
            _ => "several query vectors must each name their target",
        }));
    };
    let name = targets.names.first().map_or("the vector", String::as_str);
    Ok(vec![message(vector, name)?])
}

/// One vector for each target, in the order of the targets: a server refuses another one.
pub(super) fn for_targets(vectors: &[QueryVector], targets: &Targets) -> Result<Vec<VectorForTarget>> {
    let named = vectors.iter().map(|vector| vector.target.as_deref());
    if !named.eq(targets.names.iter().map(|name| Some(name.as_str()))) {
        return Err(Error::invalid(format!(
            "the query vectors must be for the targets {}, in this order",
            targets.names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        )));
    }
    let mut out: Vec<VectorForTarget> = Vec::new();
    for (name, vector) in targets.names.iter().zip(vectors) {
        out.push(VectorForTarget {
            name: name.clone(),
            vectors: vec![message(vector, name)?],
            ..VectorForTarget::default()
        });
    }
    Ok(out)
}

fn message(vector: &QueryVector, name: &str) -> Result<Vectors> {
    let (vector_bytes, kind) = match &vector.values {
        Values::Single(values) => {
            check(values, vector.dimensions, name)?;
            (values.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>().into(), VectorType::SingleFp32)
        }
        Values::Multi(rows) => (multi(rows, vector.dimensions, name)?, VectorType::MultiFp32),
    };
    Ok(Vectors { vector_bytes, r#type: kind.into(), ..Vectors::default() })
}

/// The number of dimensions in two bytes, then the vectors one after the other, little endian.
fn multi(rows: &[Vec<f32>], wanted: Option<usize>, name: &str) -> Result<Bytes> {
    let width = rows.first().map_or(0, Vec::len);
    check(rows.first().map_or(&[][..], Vec::as_slice), wanted, name)?;
    let head = u16::try_from(width)
        .map_err(|_| Error::invalid(format!("`{name}` takes vectors of up to 65535 dimensions")))?;
    let mut out = BytesMut::with_capacity(2 + rows.len() * width * 4);
    out.put_u16_le(head);
    for row in rows {
        check(row, Some(width), name)?;
        row.iter().for_each(|x| out.put_f32_le(*x));
    }
    Ok(out.freeze())
}

fn check(vector: &[f32], wanted: Option<usize>, name: &str) -> Result<()> {
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
    match vector.iter().enumerate().find(|(_, x)| !x.is_finite()) {
        Some((place, x)) => Err(Error::invalid(format!("component {place} of the query vector is {x}"))),
        None => Ok(()),
    }
}
