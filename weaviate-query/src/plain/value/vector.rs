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
/// What is infinite or NaN never becomes finite again by adding to it, so one sum tells of them all; the compiler adds many
/// at once. A sum of large numbers may be infinite though none of them is: then each is looked at.
#[inline]
pub(crate) fn is_finite(values: &[f32]) -> bool {
    let (chunks, rest) = values.as_chunks::<16>();
    let mut sums = [0.0_f32; 16];
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += value;
        }
    }
    let all: f32 = sums.iter().chain(rest).sum();
    all.is_finite() || values.iter().all(|value| value.is_finite())
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

#[cfg(test)]
mod tests {
    use super::is_finite;

    #[test]
    fn one_number_that_is_not_finite_is_found_wherever_it_stands() {
        for length in [1, 2, 15, 16, 17, 31, 32, 33, 100] {
            // Also beside numbers whose sum has no room.
            for usual in [0.0, -1.5, f32::MIN_POSITIVE, f32::MAX, f32::MIN] {
                let mut values = vec![usual; length];
                assert!(is_finite(&values), "{length} times {usual}");
                for place in 0..length {
                    for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                        values[place] = odd;
                        assert!(!is_finite(&values), "{odd} at {place} of {length}");
                    }
                    values[place] = usual;
                }
            }
        }
        assert!(is_finite(&[]));
        assert!(!is_finite(&[f32::INFINITY, f32::NEG_INFINITY]));
    }
}
