//! The row that reads an object into a struct.

use std::cell::Cell;

use super::{
    object::{ObjectBytes, metadata_id, millis},
    slot::{Key, Slot, named},
};
use crate::{
    Error, Result,
    property::{PropertyType, read_if_there},
    schema::{FieldDef, Role},
    token::{Property, Record},
};

/// Hands out the slots of an object one after the other, in the order of the struct's fields.
#[derive(Debug)]
pub struct Row<'a, 's> {
    metadata: &'a [u8],
    slots: std::iter::Zip<std::slice::Iter<'s, Key>, std::slice::Iter<'s, Option<&'a [u8]>>>,
}

/// No struct has more fields: the slots of one stand on the stack.
const MOST_FIELDS: usize = 128;

/// Reads a whole struct from an object.
pub(crate) fn read_fields<T: Record>(object: ObjectBytes<'_>) -> Result<T> {
    let _level = Level::enter()?;
    // Larger tables cost more to clear than to fill, so there are three.
    match const { (T::FIELDS.len() > 8) as u8 + (T::FIELDS.len() > 16) as u8 } {
        0 => with_slots::<T, 8>(object),
        1 => with_slots::<T, 16>(object),
        _ => with_slots::<T, MOST_FIELDS>(object),
    }
}

fn with_slots<T: Record, const N: usize>(object: ObjectBytes<'_>) -> Result<T> {
    let keys = const { &keys::<N>(T::FIELDS) };
    let used = keys.get(..T::FIELDS.len()).unwrap_or(keys);
    let mut found = [None; N];
    object.fill(used, &mut found)?;
    T::read(&mut Row { metadata: object.metadata(), slots: used.iter().zip(&found) })
}

/// What a struct looks for, made when it is compiled.
const fn keys<const N: usize>(fields: &[FieldDef]) -> [Key; N] {
    let mut keys = [Key::metadata(""); N];
    let mut i = 0;
    while i < fields.len() && i < N {
        let field = &fields[i];
        keys[i] = match field.role {
            Role::Property | Role::Vector => Key::of(field.name, field.of.data_type),
            Role::Id | Role::CreatedAt | Role::UpdatedAt => Key::metadata(field.rust_name),
        };
        i += 1;
    }
    keys
}

/// How deep objects may be nested in a reply, as prost has it. A struct may hold itself in a list; what goes deeper
/// than this was made to exhaust the stack.
pub(super) const DEEPEST: usize = 100;

thread_local! {
    /// How many objects are being read inside one another. It is not handed down: it would have to pass through
    /// [`PropertyType`], whose impls the derive writes.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// One object that is being read.
struct Level;

impl Level {
    fn enter() -> Result<Self> {
        let depth = DEPTH.get();
        if depth >= DEEPEST {
            return Err(too_deep());
        }
        DEPTH.set(depth + 1);
        Ok(Self)
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

#[cold]
pub(super) fn too_deep() -> Error {
    Error::decode(format!("holds objects nested more than {DEEPEST} deep"))
}

impl<'a> Row<'a, '_> {
    #[inline]
    fn next(&mut self) -> Result<Slot<'a>> {
        match self.slots.next() {
            Some((key, found)) => Ok(Slot::new(key, *found, self.metadata)),
            None => Err(too_many_fields()),
        }
    }

    /// The next property, vector or link.
    pub fn get<P: Property>(&mut self) -> Result<P::Type> {
        let slot = self.next()?;
        P::Type::read_slot(&slot).map_err(|error| named(error, &slot))
    }

    /// The next property, or `default()` where the object lacks it.
    pub fn get_or<P: Property>(&mut self, default: impl FnOnce() -> P::Type) -> Result<P::Type> {
        let slot = self.next()?;
        match read_if_there(&slot) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Ok(default()),
            Err(error) => Err(named(error, &slot)),
        }
    }

    /// The object's id.
    pub fn id<T: crate::property::IdType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_id(metadata_id(slot.metadata())?).map_err(|error| named(error, &slot))
    }

    /// When the object was created.
    pub fn created_at<T: crate::property::DateType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_unix_millis(millis(slot.metadata(), 3, 4)?).map_err(|error| named(error, &slot))
    }

    /// When the object was last written.
    pub fn updated_at<T: crate::property::DateType>(&mut self) -> Result<T> {
        let slot = self.next()?;
        T::from_unix_millis(millis(slot.metadata(), 5, 6)?).map_err(|error| named(error, &slot))
    }
}

#[cold]
fn too_many_fields() -> Error {
    Error::decode(format!("a struct has more than {MOST_FIELDS} fields"))
}
