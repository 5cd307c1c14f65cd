//! A stored object.

use std::sync::Arc;

use uuid::Uuid;

use crate::common::{named::Named, value::Fields};

/// An object as the store keeps it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Object {
    pub(crate) id: Uuid,
    /// Which description of its collection it was indexed under.
    pub(crate) epoch: u32,
    /// Milliseconds since 1970.
    pub(crate) created: i64,
    /// Milliseconds since 1970.
    pub(crate) updated: i64,
    pub(crate) fields: Fields,
    /// By name; the unnamed vector of a collection without named ones is under "".
    pub(crate) vectors: Named<Vector>,
}

/// One vector, or the list of them of a multi-vector index. A copy is another handle.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Vector {
    Single(Arc<[f32]>),
    Multi(Arc<[Vec<f32>]>),
}

impl From<Vec<f32>> for Vector {
    fn from(numbers: Vec<f32>) -> Self {
        Self::Single(numbers.into())
    }
}

impl From<Vec<Vec<f32>>> for Vector {
    fn from(rows: Vec<Vec<f32>>) -> Self {
        Self::Multi(rows.into())
    }
}

impl Vector {
    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Single(vector) => vector.is_empty(),
            Self::Multi(rows) => rows.is_empty(),
        }
    }
}

impl Object {
    /// The single vector of that name.
    pub(crate) fn vector(&self, name: &str) -> Option<&[f32]> {
        match self.vectors.get(name) {
            Some(Vector::Single(vector)) => Some(vector),
            _ => None,
        }
    }
}
