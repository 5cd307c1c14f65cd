//! Vectors as fields.
//!
//! A vector is not among the properties of an object: it stands in the object's metadata, under its name, as the bytes of
//! its floats. They are read in one step into one allocation. What does not have `N` floats is `Decode` with both
//! numbers; a component that is NaN or infinite is `InvalidInput` when it is written.
//!
//! A multi-vector is two bytes for the length of a row, then the rows; a row that is cut in the middle is `Decode`.

use super::PropertyType;
use crate::{
    plain::{
        error::{Error, Result},
        schema::{DataType, TypeDef},
        sealed::Sealed,
        value::{MultiVector, Vector},
        wire::{Fields, Payload, Sink, Slot, WireValue, floats},
    },
    typed::kind,
};

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
        Self::of(values).map_err(|found| Error::decode(format!("has {found} dimensions, expected {N}")))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.vector(name, self.as_slice())
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
        Ok(Self::of(values))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.multi_vector(name, N, self.as_slice())
    }
}

/// A field's type that holds a vector: `Vector<N>`, `MultiVector<N>`, or an `Option` of either where a vectorizer of the
/// server makes it or not every object has one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a vector",
    label = "`#[weaviate(vector)]` stands on a field of type `Vector<N>`, `Option<Vector<N>>` or `MultiVector<N>`"
)]
pub trait VectorType: Sealed + PropertyType {
    /// The vector itself, without the `Option`: what a query vector is compared with.
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
