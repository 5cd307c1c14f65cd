//! Ids made from a key of the object.

use uuid::Uuid;

use crate::plain::sealed::Sealed;

/// A type that a `key` field may have.
#[diagnostic::on_unimplemented(
    message = "a `key` is text, an integer or a `Uuid`, not `{Self}`",
    label = "mark another field with `key`"
)]
pub trait Key: Sealed {
    /// The text that the id is made of.
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

/// The id of an object with this key: UUID version 5 of its text in the DNS namespace (RFC 9562, section 5.5), as
/// the Python client's `generate_uuid5(value)` makes it. It never changes.
pub fn key_id<K: Key>(key: &K) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_DNS, key.text().as_bytes())
}
