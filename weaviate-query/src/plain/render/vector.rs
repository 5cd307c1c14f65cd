//! Vectors to search with and the targets that they are for, as messages.
//!
//! A vector is bytes on the wire: 32 bits each, little-endian; several rows stand behind the number of their
//! dimensions in two bytes.

use bytes::{BufMut as _, Bytes, BytesMut};
use weaviate_proto::{
    self as proto, CombinationMethod, VectorForTarget, Vectors, WeightsForTarget, vectors::VectorType,
};

use crate::plain::{
    ir::{Join, QueryVector, Targets, Values},
    wire::put,
};

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

/// The same, written as a field.
pub(super) fn write_targets(out: &mut Vec<u8>, number: u32, asked: &Targets) {
    match asked.join {
        None if asked.names.is_empty() => {}
        None => put::nested(out, number, 0, |out| {
            asked.names.iter().for_each(|name| put::string(out, 1, name));
        }),
        Some(_) => put::message(out, number, targets(asked).as_ref()),
    }
}

/// How many bytes vectors have, but for a few beside their numbers.
pub(super) fn bytes(vectors: &[QueryVector]) -> usize {
    let numbers = vectors.iter().map(|vector| match &vector.values {
        Values::Single(values) => values.len(),
        Values::Multi(rows) => rows.iter().map(Vec::len).sum(),
    });
    4 * numbers.sum::<usize>()
}

/// One vector as a field: the message that [`vectors`] makes, without making it.
pub(super) fn write(out: &mut Vec<u8>, number: u32, vector: &QueryVector) {
    let Values::Single(values) = &vector.values else {
        return put::message(out, number, Some(&message(vector)));
    };
    let length = 4 * values.len();
    put::tag(out, number, 2);
    put::varint(out, (put::field_len(length) + 2) as u64);
    put::tag(out, 3, 2);
    put::varint(out, length as u64);
    put::floats(out, values);
    put::number(out, 4, VectorType::SingleFp32 as u64);
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
