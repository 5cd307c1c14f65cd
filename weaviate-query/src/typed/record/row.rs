//! The row that reads an object into a struct.
//!
//! Every method takes the next slot; whichever is called in the wrong order reads another field's value. That is why only
//! the derive calls them. What goes wrong is `Decode` with the property's name before it.

use crate::{
    plain::{
        error::{Error, Result},
        wire::{Key, Slot, metadata_id, millis, named},
    },
    typed::{
        marker::{Property, read},
        property::{DateType, IdType},
    },
};

/// Hands out the slots of an object one after the other, in the order of the struct's fields.
///
/// `'a` are the bytes of the reply, `'s` the table on the stack.
#[derive(Debug)]
pub struct Row<'a, 's> {
    metadata: &'a [u8],
    slots: std::iter::Zip<std::slice::Iter<'s, Key>, std::slice::Iter<'s, Option<&'a [u8]>>>,
}

/// No struct has more fields: the slots of one stand on the stack. A larger one fails to read, with a message that says so.
pub(super) const MOST_FIELDS: usize = 128;

impl<'a, 's> Row<'a, 's> {
    /// A row of what was found for these keys.
    pub(super) fn new(metadata: &'a [u8], keys: &'s [Key], found: &'s [Option<&'a [u8]>]) -> Self {
        Row { metadata, slots: keys.iter().zip(found) }
    }

    #[inline]
    fn next(&mut self) -> Result<Slot<'a>> {
        match self.slots.next() {
            Some((key, found)) => Ok(Slot::new(key, *found, self.metadata)),
            None => Err(too_many_fields()),
        }
    }

    /// The next property, vector or link; the default of one where the object lacks it.
    pub fn get<P: Property>(&mut self) -> Result<P::Type> {
        let slot = self.next()?;
        read::<P>(&slot).map_err(|error| named(error, &slot))
    }

    /// The object's id.
    pub fn id<T: IdType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_id(metadata_id(slot.metadata())?).map_err(|error| named(error, &slot))
    }

    /// When the object was created, to the millisecond.
    pub fn created_at<T: DateType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_unix_millis(millis(slot.metadata(), 3, 4)?).map_err(|error| named(error, &slot))
    }

    /// When the object was last written, to the millisecond.
    pub fn updated_at<T: DateType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_unix_millis(millis(slot.metadata(), 5, 6)?).map_err(|error| named(error, &slot))
    }
}

#[cold]
fn too_many_fields() -> Error {
    Error::decode(format!("a struct has more than {MOST_FIELDS} fields"))
}
