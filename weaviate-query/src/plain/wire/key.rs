//! What a row wants of an object: where it stands, and its name.
//!
//! A row has a list of keys that is made once; finding the values of all of them is one walk through the
//! object, in which each name that comes is held against all keys.

use crate::plain::schema::DataType;

/// What a row wants of an object, in the order in which it reads.
///
/// ```
/// use weaviate_query::{schema::DataType, wire::Key};
///
/// // Constants, mostly: a link is looked for elsewhere than a property.
/// const TITLE: Key = Key::of("title", DataType::Text);
/// const RELATED: Key = Key::of("related", DataType::Reference);
/// const SCORE: Key = Key::metadata("score");
/// # let _ = (TITLE, RELATED, SCORE);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub(super) name: &'static str,
    pub(super) place: Place,
    /// Made of the name: nearly all names that are not meant differ from it in this one word, which is
    /// quicker to compare.
    mark: u32,
}

/// Where in an object a value stands: each is another part of the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the properties.
    Property,
    /// Among the links.
    Link,
    /// Among the named vectors, which are part of the metadata.
    Vector,
    /// In the metadata: nothing to look for.
    Metadata,
    /// Beside it: what a language model wrote.
    Generated,
    /// The object itself, for a link to several collections: which of them it is of is looked at when it is
    /// read.
    Object,
}

impl Key {
    /// Where a field of this type stands: links and vectors have places of their own, all else is a property.
    pub const fn of(name: &'static str, data_type: DataType) -> Self {
        let place = match data_type {
            DataType::Reference => Place::Link,
            DataType::Vector | DataType::MultiVector => Place::Vector,
            _ => Place::Property,
        };
        Self { name, place, mark: mark(name.as_bytes()) }
    }

    /// What a language model wrote about the object.
    pub(crate) const GENERATED: Self =
        Self { name: "generated", place: Place::Generated, mark: mark(b"generated") };

    /// The object behind the link `name`.
    pub(crate) const fn object(name: &'static str) -> Self {
        Self { name, place: Place::Object, mark: 0 }
    }

    /// Metadata, called `name` in errors.
    pub const fn metadata(name: &'static str) -> Self {
        Self { name, place: Place::Metadata, mark: 0 }
    }
}

/// The length, the first and the last byte in one word; 0 for an empty name.
#[inline]
const fn mark(name: &[u8]) -> u32 {
    match (name, name) {
        ([first, ..], [.., last]) => (name.len() as u32) << 16 | (*first as u32) << 8 | *last as u32,
        _ => 0,
    }
}

/// Puts a value where it is asked for. All keys are compared: a selection may name a property twice.
#[inline]
pub(super) fn put<'a>(
    keys: &[Key],
    found: &mut [Option<&'a [u8]>],
    place: Place,
    name: &[u8],
    value: &'a [u8],
) {
    let mark = mark(name);
    for (keys, found) in keys.chunks(64).zip(found.chunks_mut(64)) {
        // All marks are compared first, without a branch: a server sends a map in another order each time, so the
        // processor would guess a branch for each key wrong.
        let mut alike = 0_u64;
        for key in keys.iter().rev() {
            alike = alike << 1 | u64::from(key.mark == mark);
        }
        while alike != 0 {
            let i = alike.trailing_zeros() as usize;
            alike &= alike - 1;
            if let (Some(key), Some(found)) = (keys.get(i), found.get_mut(i))
                && key.place == place
                && key.name.as_bytes() == name
            {
                *found = Some(value);
            }
        }
    }
}

impl Place {
    /// One bit for each place, so that several are one byte.
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}
