//! Ids made from a key of the object.
//!
//! An object whose struct marks a field with `#[weaviate(key)]` has an id that follows from that field:
//! writing it again is the same object, from any process, in any language that computes the same function.

use uuid::Uuid;

use crate::plain::sealed::Sealed;

/// A type that a `key` field may have: `String`, `i64`, `i32`, `i16`, `u8`, `u16`, `u32` or `Uuid`.
///
/// Numbers with a fraction are not among them: their text differs between languages, and the id is made of
/// text.
#[diagnostic::on_unimplemented(
    message = "a `key` is text, an integer or a `Uuid`, not `{Self}`",
    label = "mark another field with `key`"
)]
pub trait Key: Sealed {
    /// The text that the id is made of: what `Display` writes, so an integer in decimal and a uuid in lower
    /// case with hyphens.
    fn text(&self) -> String;
}

macro_rules! keys {
    ($($t:ty)*) => { $(impl Key for $t {
        fn text(&self) -> String {
            self.to_string()
        }
    })* };
}

keys! { String i64 i32 i16 u8 u16 u32 Uuid }

/// The id of an object with this key: UUID version 5 of its text in the DNS namespace (RFC 9562, section
/// 5.5), as the Python client's `generate_uuid5(value)` makes it. It never changes.
///
/// Keys with the same text have the same id, whatever their type:
///
/// ```
/// use weaviate_query::key_id;
///
/// let id = key_id(&"rust-async".to_owned());
/// assert_eq!(id.to_string(), "e7f519f7-9552-58ed-84a7-85c7a6235af3");
/// assert_eq!(key_id(&42_i64), key_id(&"42".to_owned()));
/// ```
pub fn key_id<K: Key>(key: &K) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_DNS, key.text().as_bytes())
}
