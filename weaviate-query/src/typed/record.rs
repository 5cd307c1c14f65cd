//! The codec of a struct: how its fields are read from an object and handed to a sink.

mod row;
mod together;

use std::cell::Cell;

use uuid::Uuid;

pub use row::Row;
pub use together::Together;

use crate::plain::{
    error::Result,
    schema::{DataType, FieldDef, ObjectDef, Role, TypeDef},
    wire::{DEEPEST, Encode, Key, ObjectBytes, Sink, too_deep},
};
use row::MOST_FIELDS;

/// The codec of a struct.
pub trait Record: Sized + Send + Sync + 'static {
    /// One entry a field, in the order in which [`Record::read`] reads.
    const FIELDS: &'static [FieldDef];

    /// Reads the fields, one call of the row each.
    fn read(row: &mut Row<'_, '_>) -> Result<Self>;

    /// Hands each field that is stored to the sink.
    fn write(&self, sink: &mut dyn Sink) -> Result<()>;

    /// The id that the struct gives its object, if it gives one.
    fn id(&self) -> Option<Uuid>;
}

impl<R: Record> Encode for R {
    fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
        self.write(sink)
    }
}

/// A struct with `#[derive(Object)]`.
pub trait Nested: Record {
    /// All that the struct declares.
    const OBJECT: &'static ObjectDef;
}

impl TypeDef {
    /// A nested object.
    pub const fn object<T: Nested>() -> Self {
        const fn def<T: Nested>() -> &'static ObjectDef {
            T::OBJECT
        }
        Self { object: Some(def::<T>), ..Self::scalar(DataType::Object) }
    }
}

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
    T::read(&mut Row::new(object.metadata(), used, &found))
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

thread_local! {
    /// How many objects are being read inside one another. It is not handed down: it would have to pass through
    /// [`PropertyType`](super::property::PropertyType), whose impls the derive writes.
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
