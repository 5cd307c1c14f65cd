//! Vectors. How many dimensions one has is part of its type.

use std::ops::Deref;

use super::PropertyType;
use crate::{
    Error, Result, kind,
    schema::{DataType, TypeDef},
    wire::{Fields, Payload, Sink, Slot, WireValue},
};

/// A vector of `N` dimensions, in one allocation.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector<const N: usize>(Box<[f32]>);

impl<const N: usize> Vector<N> {
    /// A vector of these values.
    pub fn new(values: [f32; N]) -> Self {
        Self(Box::new(values))
    }

    /// The values.
    pub fn as_slice(&self) -> &[f32] {
        &self.0
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
        if values.len() == N {
            Ok(Self(values.into_boxed_slice()))
        } else {
            Err(wrong_length(N, values.len()))
        }
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

impl<const N: usize> PropertyType for Vector<N> {
    type Kind = kind::vector;
    type List = kind::no;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef { dimensions: Some(N), ..TypeDef::scalar(DataType::Vector) };

    fn read(value: WireValue<'_>) -> Result<Self> {
        Err(value.mismatch("a vector"))
    }

    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        let values = floats(bytes(slot)?.ok_or_else(Slot::absent)?)?;
        if values.len() == N {
            return Ok(Self(values.into_boxed_slice()));
        }
        let found = values.len();
        Err(Error::decode(format!("has {found} dimensions, expected {N}")))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.vector(name, &self.0)
    }
}

/// Several rows of `N` dimensions each, in one allocation.
#[derive(Debug, Clone, PartialEq)]
pub struct MultiVector<const N: usize>(Vec<f32>);

impl<const N: usize> MultiVector<N> {
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

impl<const N: usize> PropertyType for MultiVector<N> {
    type Kind = kind::vector;
    type List = kind::no;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef { dimensions: Some(N), ..TypeDef::scalar(DataType::MultiVector) };

    fn read(value: WireValue<'_>) -> Result<Self> {
        Err(value.mismatch("a vector"))
    }

    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        let bytes = bytes(slot)?.ok_or_else(Slot::absent)?;
        let (dimensions, rows) = bytes.split_first_chunk::<2>().unwrap_or((&[0, 0], &[]));
        let found = usize::from(u16::from_le_bytes(*dimensions));
        if found != N {
            return Err(Error::decode(format!("has rows of {found} dimensions, expected {N}")));
        }
        let values = floats(rows)?;
        if values.len() % N.max(1) != 0 {
            return Err(Error::decode("has a row that is cut in the middle"));
        }
        Ok(Self(values))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.multi_vector(name, N, &self.0)
    }
}

/// A field's type that holds a vector.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a vector",
    label = "`#[weaviate(vector)]` stands on a field of type `Vector<N>`, `Option<Vector<N>>` or `MultiVector<N>`"
)]
pub trait VectorType: PropertyType {
    /// The vector itself.
    type Of;
}

impl<const N: usize> VectorType for Vector<N> {
    type Of = Self;
}

impl<const N: usize> VectorType for MultiVector<N> {
    type Of = Self;
}

impl<V: VectorType + PropertyType<Optional = kind::no>> VectorType for Option<V> {
    type Of = V::Of;
}

/// The bytes of the message `Vectors`.
fn bytes<'a>(slot: &Slot<'a>) -> Result<Option<&'a [u8]>> {
    let Some(message) = slot.found() else { return Ok(None) };
    let bytes = Fields(message).find(3)?.map(Payload::bytes).transpose()?.unwrap_or_default();
    Ok((!bytes.is_empty()).then_some(bytes))
}

pub(crate) fn floats(bytes: &[u8]) -> Result<Vec<f32>> {
    let (words, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(Error::decode("holds a vector that is cut in the middle"));
    }
    Ok(words.iter().map(|word| f32::from_le_bytes(*word)).collect())
}
