//! Vectors to search with and the targets that they are for, as messages.
//!
//! A vector is bytes on the wire: 32 bits each, little-endian; several rows stand behind the number of their
//! dimensions in two bytes.

use bytes::{BufMut as _, Bytes, BytesMut};
use weaviate_proto::{
    self as proto, CombinationMethod, VectorForTarget, Vectors, WeightsForTarget, vectors::VectorType,
};

use crate::plain::ir::{Join, QueryVector, Targets, Values};

/// The targets of a search; `None` leaves them to the server.
pub(super) fn targets(targets: &Targets) -> Option<proto::Targets> {
    let Targets { names, join } = targets;
    if names.is_empty() {
        return None;
    }
    let (method, weights) = match join {
        None => (CombinationMethod::Unspecified, &[][..]),
        Some(Join::Sum) => (CombinationMethod::TypeSum, &[][..]),
        Some(Join::Average) => (CombinationMethod::TypeAverage, &[][..]),
        Some(Join::Minimum) => (CombinationMethod::TypeMin, &[][..]),
        Some(Join::Weighted(weights)) => (CombinationMethod::TypeManual, weights.as_slice()),
        Some(Join::Relative(weights)) => (CombinationMethod::TypeRelativeScore, weights.as_slice()),
    };
    let weighted =
        names.iter().zip(weights).map(|(name, &weight)| WeightsForTarget { target: name.clone(), weight });
    Some(proto::Targets {
        target_vectors: names.clone(),
        combination: method.into(),
        weights_for_targets: weighted.collect(),
    })
}

/// One vector for all targets.
pub(super) fn vectors(vectors: &[QueryVector]) -> Vec<Vectors> {
    vectors.iter().map(message).collect()
}

/// One vector for each target, in the order of the targets.
pub(super) fn for_targets(vectors: &[QueryVector], targets: &Targets) -> Vec<VectorForTarget> {
    let named = targets.names.iter().zip(vectors);
    named
        .map(|(name, vector)| VectorForTarget {
            name: name.clone(),
            vectors: vec![message(vector)],
            ..VectorForTarget::default()
        })
        .collect()
}

/// One vector, or the rows of one, with the type that says which.
fn message(vector: &QueryVector) -> Vectors {
    let (vector_bytes, kind) = match &vector.values {
        Values::Single(values) => {
            let bytes: Vec<u8> = values.iter().flat_map(|x| x.to_le_bytes()).collect();
            (bytes.into(), VectorType::SingleFp32)
        }
        Values::Multi(rows) => (multi(rows), VectorType::MultiFp32),
    };
    Vectors { vector_bytes, r#type: kind.into(), ..Vectors::default() }
}

/// The number of dimensions in two bytes, then the rows one after the other, little-endian.
fn multi(rows: &[Vec<f32>]) -> Bytes {
    let width = rows.first().map_or(0, Vec::len);
    let mut out = BytesMut::with_capacity(2 + rows.len() * width * 4);
    // It fits: `check::vector` refuses more than 65,535 dimensions.
    out.put_u16_le(width as u16);
    rows.iter().flatten().for_each(|x| out.put_f32_le(*x));
    out.freeze()
}
