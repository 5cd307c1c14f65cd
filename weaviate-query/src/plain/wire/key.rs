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
    /// Made of the name: nearly all names that are not meant differ from it in this one byte.
    mark: u8,
}

/// Keys as they are looked through: which places any of them is in, and the marks of all, eight in a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys<'k> {
    pub(super) list: &'k [Key],
    pub(super) places: u8,
    marks: &'k [u64],
}

/// The places and the marks of up to `8 * W` keys: made once where the keys are constants.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks<const W: usize> {
    places: u8,
    marks: [u64; W],
}

impl<const W: usize> Marks<W> {
    #[inline]
    pub(crate) const fn of(keys: &[Key]) -> Self {
        let (mut places, mut marks, mut i) = (0, [0; W], 0);
        while i < keys.len() && i < 8 * W {
            places |= keys[i].place.bit();
            marks[i / 8] |= (keys[i].mark as u64) << (8 * (i % 8));
            i += 1;
        }
        Self { places, marks }
    }

    /// The keys that these were made of.
    #[inline]
    pub(crate) fn with<'k>(&'k self, keys: &'k [Key]) -> Keys<'k> {
        let marks = self.marks.get(..keys.len().div_ceil(8)).unwrap_or(&self.marks);
        Keys { list: keys, places: self.places, marks }
    }
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

/// A byte made of the length, the first and the last letter.
#[inline]
const fn mark(name: &[u8]) -> u8 {
    match (name, name) {
        ([first, ..], [.., last]) => {
            (name.len() as u8).wrapping_mul(0x1d) ^ first.wrapping_mul(0x67) ^ last.wrapping_mul(0x05)
        }
        _ => 0,
    }
}

/// The same byte eight times; and the lowest seven bits of each.
const EACH: u64 = u64::from_le_bytes([1; 8]);
const LOW: u64 = u64::from_le_bytes([0x7f; 8]);

/// Puts a value where it is asked for. All keys are compared: a selection may name a property twice.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it stands in one loop, which is the hottest of all")]
pub(super) fn put<'a>(
    keys: Keys<'_>,
    found: &mut [Option<&'a [u8]>],
    place: Place,
    name: &[u8],
    value: &'a [u8],
) {
    let mark = EACH.wrapping_mul(u64::from(mark(name)));
    // Eight marks are compared at once, without a branch: a server sends a map in another order each time, so the
    // processor would guess a branch for each key wrong.
    for (word, marks) in keys.marks.iter().enumerate() {
        let differ = marks ^ mark;
        // The highest bit of each byte that is nothing.
        let mut alike = !(((differ & LOW) + LOW) | differ | LOW);
        while alike != 0 {
            let i = 8 * word + alike.trailing_zeros() as usize / 8;
            alike &= alike - 1;
            if let (Some(key), Some(found)) = (keys.list.get(i), found.get_mut(i))
                && key.place == place
                && is_same(key.name.as_bytes(), name)
            {
                *found = Some(value);
            }
        }
    }
}

/// Whether two names are the same: those of up to 16 letters, which nearly all are, without a call.
#[inline]
fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // The first and the last letters of a short name may be the same ones.
    match a.len() {
        17.. => a == b,
        8.. => a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk(),
        4.. => a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk(),
        _ => a.iter().eq(b),
    }
}

impl Place {
    /// One bit for each place, so that several are one byte.
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}
