//! The codec of a struct: how its fields are read from an object and handed to a sink.
//!
//! # Reading without a message in between
//!
//! 1. `keys` makes, when the program is compiled, the table of what a struct looks for: the names of its properties,
//!    vectors and links, and its metadata.
//! 2. `ObjectBytes::fill` walks the object's bytes once and puts each value it finds, unparsed, into the slot of its key.
//!    It is one loop that is not generic. Keys and slots stand on the stack, in a table of 8, 16 or 128.
//! 3. [`Record::read`], which the derive writes, takes the slots one after the other from a [`Row`] and parses each into
//!    its field. The order of the fields is the order of the slots, so nothing is looked up.
//!
//! A nested object does the same again one level down, at most a hundred levels: what goes deeper was made to exhaust the
//! stack, and is `Decode`. Writing is [`Record::write`], one call of the [`Sink`] for each field that is stored.

mod declares;
mod row;
mod together;

use std::cell::Cell;

use uuid::Uuid;

pub use declares::{Declares, fields, metadata_field, no_fields};
pub use row::Row;
pub use together::Together;
pub(crate) use together::write as write_one;

use crate::plain::{
    error::Result,
    schema::{DataType, FieldDef, ObjectDef, Role, To, TypeDef},
    wire::{DEEPEST, Encode, Key, Marks, ObjectBytes, Sink, too_deep},
};
use row::MOST_FIELDS;

/// The codec of a struct: made by `#[derive(Collection)]` and `#[derive(Object)]`.
pub trait Record: Declares<()> + Sized + Send + Sync + 'static {
    /// One entry a field, in the order in which [`Record::read`] reads.
    const FIELDS: &'static [FieldDef] = <Self as Declares<()>>::TABLE;

    /// Reads the fields, each by the next call of the row.
    fn read(row: &mut Row<'_, '_>) -> Result<Self>;

    /// Hands each field that is stored to the sink: not the id and the times, which are the object's and not its properties.
    fn write(&self, sink: &mut dyn Sink) -> Result<()>;

    /// The id that the struct gives its object, if it gives one: its `#[weaviate(id)]`, or what is made of its `key`.
    fn id(&self) -> Option<Uuid> {
        None
    }
}

impl<R: Record> Encode for R {
    fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
        self.write(sink)
    }
}

/// A struct with `#[derive(Object)]`: an object inside another one, with properties and without an id, links or vectors.
pub trait Nested: Record + Declares<(), Whole = ObjectDef> {
    /// All that the struct declares.
    const OBJECT: &'static ObjectDef = <Self as Declares<()>>::WHOLE;
}

impl TypeDef {
    /// The data type of the nested object `T`. A function and not a value in the table, because an object may hold a list of
    /// its own kind.
    pub const fn object<T: Nested>() -> Self {
        const fn def<T: Nested>() -> &'static ObjectDef {
            T::OBJECT
        }
        Self { object: Some(To::Written(def::<T>)), ..Self::scalar(DataType::Object) }
    }
}

/// Reads a whole struct from an object: what `select` left out, and every nested object, comes through here.
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
    let all = const { &keys::<N>(T::FIELDS) };
    let marks = const { &Marks::<{ MOST_FIELDS / 8 }>::of(&keys::<N>(T::FIELDS)) };
    let used = all.get(..T::FIELDS.len()).unwrap_or(all);
    let mut found = [None; N];
    object.fill(marks.with(used), &mut found)?;
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

/// One object that is being read: it counts while it lives, and not any more when reading it failed.
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
