//! Vectors. How many dimensions one has is part of its type.
//!
//! So a vector of the wrong model is a compile error where its length is known to rustc, and an error of the
//! conversion where it is not, but never a search that finds nonsense. Both types hold `f32`, which is what
//! the server keeps, and refuse infinite values and NaN when they are written or searched with.

use std::ops::Deref;

use crate::plain::{
    error::{Error, Result},
    sealed::Sealed,
};

/// Whether all numbers are finite.
///
/// Without an end before the last one the compiler looks at many at once: the difference of a number from itself has no bits,
/// unless it is infinite or NaN.
#[inline]
#[expect(clippy::eq_op, reason = "a number less itself is what tells")]
pub(crate) fn is_finite(values: &[f32]) -> bool {
    values.iter().fold(0, |bits, value| bits | (value - value).to_bits()) == 0
}

/// A vector of `N` dimensions, in one allocation. It derefs to a slice.
///
/// ```
/// use weaviate_query::property::Vector;
///
/// let north = Vector::from([0.0, 1.0]);
/// assert_eq!(north.as_slice(), [0.0, 1.0]);
///
/// // What a model gives has a length that rustc does not know.
/// let embedded: Vec<f32> = vec![0.5, 0.25, 0.125];
/// let error = Vector::<2>::try_from(embedded).unwrap_err();
/// assert_eq!(error.to_string(), "a `Vector<2>` cannot be made of 3 values");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Vector<const N: usize>(Box<[f32]>);

impl<const N: usize> Sealed for Vector<N> {}

impl<const N: usize> Vector<N> {
    /// A vector of these values: as many as there are dimensions, by its type.
    pub fn new(values: [f32; N]) -> Self {
        Self(Box::new(values))
    }

    /// The values, in the order of the dimensions.
    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// The values, if there are as many as there are dimensions; else how many there are, for the error.
    pub(crate) fn of(values: Vec<f32>) -> std::result::Result<Self, usize> {
        if values.len() == N { Ok(Self(values.into_boxed_slice())) } else { Err(values.len()) }
    }

    /// The values, for a model or a library that takes them by value. Nothing is copied.
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

/// One text for both conversions.
#[cold]
fn wrong_length(wanted: usize, found: usize) -> Error {
    Error::invalid(format!("a `Vector<{wanted}>` cannot be made of {found} values"))
}

/// Several rows of `N` dimensions each, in one allocation: a text as one vector a token, say.
///
/// A row is an array, so rows of different lengths cannot be put together. The number of rows may differ from
/// object to object, and be none.
///
/// ```
/// use weaviate_query::property::MultiVector;
///
/// let tokens: MultiVector<2> = [[1.0, 0.0], [0.6, 0.8]].into_iter().collect();
/// assert_eq!(tokens.rows().len(), 2);
/// assert_eq!(tokens.rows().nth(1), Some(&[0.6, 0.8][..]));
/// ```
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

    /// The rows, each a slice of `N` values.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.0.chunks_exact(N.max(1))
    }
}

impl<const N: usize> FromIterator<[f32; N]> for MultiVector<N> {
    fn from_iter<I: IntoIterator<Item = [f32; N]>>(rows: I) -> Self {
        Self(rows.into_iter().flatten().collect())
    }
}
