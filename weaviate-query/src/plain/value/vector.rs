//! Vectors. How many dimensions one has is part of its type.

use std::ops::Deref;

use crate::plain::{
    error::{Error, Result},
    sealed::Sealed,
};

/// A vector of `N` dimensions, in one allocation.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector<const N: usize>(Box<[f32]>);

impl<const N: usize> Sealed for Vector<N> {}

impl<const N: usize> Vector<N> {
    /// A vector of these values.
    pub fn new(values: [f32; N]) -> Self {
        Self(Box::new(values))
    }

    /// The values.
    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// The values, if there are as many as there are dimensions.
    pub(crate) fn of(values: Vec<f32>) -> std::result::Result<Self, usize> {
        if values.len() == N { Ok(Self(values.into_boxed_slice())) } else { Err(values.len()) }
    }

    /// The values, for a model that takes them.
    pub fn into_vec(self) -> Vec<f32> {
        self.0.into_vec()
    }
}

impl<const N: usize> Deref for Vector<N> {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.0
    }
}

impl<const N: usize> From<[f32; N]> for Vector<N> {
    fn from(values: [f32; N]) -> Self {
        Self::new(values)
    }
}

impl<const N: usize> TryFrom<Vec<f32>> for Vector<N> {
    type Error = Error;

    fn try_from(values: Vec<f32>) -> Result<Self> {
        Self::of(values).map_err(|found| wrong_length(N, found))
    }
}

impl<const N: usize> TryFrom<&[f32]> for Vector<N> {
    type Error = Error;

    fn try_from(values: &[f32]) -> Result<Self> {
        if values.len() == N { Ok(Self(values.into())) } else { Err(wrong_length(N, values.len())) }
    }
}

#[cold]
fn wrong_length(wanted: usize, found: usize) -> Error {
    Error::invalid(format!("a `Vector<{wanted}>` cannot be made of {found} values"))
}

/// Several rows of `N` dimensions each, in one allocation.
#[derive(Debug, Clone, PartialEq)]
pub struct MultiVector<const N: usize>(Vec<f32>);

impl<const N: usize> Sealed for MultiVector<N> {}

impl<const N: usize> MultiVector<N> {
    /// Rows that stand one behind the other.
    pub(crate) const fn of(values: Vec<f32>) -> Self {
        Self(values)
    }

    /// All rows, one behind the other.
    pub(crate) fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// The rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.0.chunks_exact(N.max(1))
    }
}

impl<const N: usize> FromIterator<[f32; N]> for MultiVector<N> {
    fn from_iter<I: IntoIterator<Item = [f32; N]>>(rows: I) -> Self {
        Self(rows.into_iter().flatten().collect())
    }
}
