//! Vectors as fields.

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

/// A field's type that holds a vector.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a vector",
    label = "`#[weaviate(vector)]` stands on a field of type `Vector<N>`, `Option<Vector<N>>` or `MultiVector<N>`"
)]
pub trait VectorType: Sealed + PropertyType {
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
