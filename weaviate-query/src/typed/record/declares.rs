//! What a struct declares, as data that rustc makes where it is used and not before.
//!
//! A table of fields is made in two steps, because most fields declare nothing beyond their type: [`fields`] makes up to twelve
//! entries of their markers in one call, and what declares more is changed in the table behind it.

use super::Together;
use crate::plain::schema::{DataType, FieldDef, Role, TypeDef};

/// What a struct declares, as data: written by the derive.
///
/// `T` means nothing, and is there for rustc: it evaluates each constant of an impl when it checks the crate, and looks
/// through all that it refers to whether it is valid; of an impl with a parameter it evaluates those that something asks for.
/// In a derive of ten properties that was a fifth of every `cargo check`, for tables that few programs look at before they
/// run.
pub trait Declares<T>: Sized + 'static {
    /// [`CollectionDef`](crate::schema::CollectionDef) or [`ObjectDef`](crate::schema::ObjectDef).
    type Whole: 'static;
    /// One entry a field, in the struct's order: [`Record::FIELDS`](super::Record::FIELDS).
    const TABLE: &'static [FieldDef];
    /// The struct itself, its fields with it.
    const WHOLE: &'static Self::Whole;
}

/// A table of so many fields of which nothing is said yet.
pub const fn no_fields<const N: usize>() -> [FieldDef; N] {
    [FieldDef::new("", TypeDef::scalar(DataType::Text)); N]
}

/// Puts the fields of these markers into the table from `at` on. `said` has what no marker knows: the name in Rust and the
/// documentation, which may be empty.
pub const fn fields<P: Together>(table: &mut [FieldDef], at: usize, said: &[(&'static str, &'static str)]) {
    let mut i = 0;
    while i < P::FIELDS.len() {
        let (rust_name, description) = said[i];
        table[at + i] = FieldDef { rust_name, description: description_of(description), ..P::FIELDS[i] };
        i += 1;
    }
}

/// A field that is metadata of the object.
pub const fn metadata_field(
    rust_name: &'static str,
    description: &'static str,
    of: TypeDef,
    role: Role,
) -> FieldDef {
    FieldDef { description: description_of(description), role, ..FieldDef::new(rust_name, of) }
}

/// No text is no description.
const fn description_of(text: &'static str) -> Option<&'static str> {
    if text.is_empty() { None } else { Some(text) }
}
