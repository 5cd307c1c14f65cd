//! Metadata as items: each word is there only where the question makes it.

use std::marker::PhantomData;

use uuid::Uuid;

use super::Item;
#[cfg(feature = "chrono")]
use crate::wire::millis;
use crate::{
    Error, Result, ir,
    ir::Metadata,
    search::{Certain, Measured, Outermost, Scored},
    wire::{Fields, Key, Payload, Slot, flag, metadata_id},
};

/// The metadata of the objects of a question in the state `S`.
pub struct Meta<C, S>(PhantomData<fn() -> (C, S)>);

impl<C, S> Meta<C, S> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<C, S> Clone for Meta<C, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C, S> Copy for Meta<C, S> {}
impl<C, S> std::fmt::Debug for Meta<C, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Meta")
    }
}

/// A word of metadata, read as `T`.
pub struct Data<T> {
    word: Metadata,
    read: fn(&[u8]) -> Result<T>,
}

impl<T> Data<T> {
    const fn new(word: Metadata, read: fn(&[u8]) -> Result<T>) -> Self {
        Self { word, read }
    }
}

impl<T> std::fmt::Debug for Data<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word.name())
    }
}

impl<T: 'static> Item for Data<T> {
    type Value = T;

    fn key(&self) -> Key {
        Key::metadata(self.word.name())
    }

    fn ir(&self) -> ir::Item {
        ir::Item::Metadata(self.word)
    }

    fn read(&self, slot: &Slot<'_>) -> Result<T> {
        (self.read)(slot.metadata())
    }
}

impl<C, S> Meta<C, S> {
    /// The id.
    pub fn id(self) -> Data<Uuid> {
        Data::new(Metadata::Id, |m| metadata_id(m)?.ok_or_else(|| missing("id")))
    }
}

#[cfg(feature = "chrono")]
impl<C, S> Meta<C, S> {
    /// When the object was created.
    pub fn created_at(self) -> Data<chrono::DateTime<chrono::Utc>> {
        Data::new(Metadata::CreatedAt, |m| crate::property::DateType::from_unix_millis(millis(m, 3, 4)?))
    }

    /// When the object was last written.
    pub fn updated_at(self) -> Data<chrono::DateTime<chrono::Utc>> {
        Data::new(Metadata::UpdatedAt, |m| crate::property::DateType::from_unix_millis(millis(m, 5, 6)?))
    }
}

/// Declares words with a rule twice: inherent, and in the hidden trait for its message.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident: $t:ty, $rule:tt, $word:ident, $read:expr;)*) => {
        $(impl<C, S: $rule> Meta<C, S> {
            $(#[$meta])*
            pub fn $name(self) -> Data<$t> {
                Data::new(Metadata::$word, $read)
            }
        })*

        /// The words again, for their messages.
        #[doc(hidden)]
        pub trait RefusedMeta: Sized {
            type S;
            $(#[doc(hidden)]
            fn $name(self) -> Data<$t> where Self::S: $rule {
                Data::new(Metadata::$word, $read)
            })*
        }

        impl<C, S> RefusedMeta for Meta<C, S> {
            type S = S;
        }
    };
}

words! {
    /// The score of `bm25` and `hybrid`; larger is better.
    score: f32, Scored, Score, |m| float(m, 11, 12, "score");
    /// How the score came about.
    explain_score: String, Scored, ExplainScore, |m| text(m, 13);
    /// The distance of a vector search; smaller is nearer.
    distance: f32, Measured, Distance, |m| float(m, 7, 8, "distance");
    /// The certainty of a vector search, from 0 to 1.
    certainty: f32, Certain, Certainty, |m| float(m, 9, 10, "certainty");
    /// Whether the replicas agree about the object.
    is_consistent: bool, Outermost, IsConsistent, |m| flag(m, 15);
}

fn float(metadata: &[u8], value: u64, present: u64, name: &str) -> Result<f32> {
    if !flag(metadata, present)? {
        return Err(missing(name));
    }
    Fields(metadata).find(value)?.map_or(Ok(0.0), Payload::float)
}

fn text(metadata: &[u8], number: u64) -> Result<String> {
    Ok(Fields(metadata).find(number)?.map_or(Ok(""), Payload::text)?.to_owned())
}

#[cold]
fn missing(name: &str) -> Error {
    Error::decode(format!("the server sent no `{name}`"))
}
