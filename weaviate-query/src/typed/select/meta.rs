//! Metadata as items: each word is there only where the question makes it.
//!
//! | word | type | there with |
//! |---|---|---|
//! | `id` | `Uuid` | everything, behind links and in groups too |
//! | `created_at`, `updated_at` | `DateTime<Utc>` (feature `chrono`) | everything but groups |
//! | `score` | `f32` | `bm25`, `hybrid` |
//! | `explain_score` | `String`, in the server's words | `bm25`, `hybrid` |
//! | `distance` | `f32` | `near_*` |
//! | `certainty` | `f32` | `near_*` of one vector by cosine distance |
//! | `rerank_score` | `f64` | `rerank` without `group_by` |
//! | `generated` | [`Generated`] | `prompt` without `group_by` |
//! | `is_consistent` | `bool` | the objects found, not behind links or in groups |
//! | `vector`, `vector(.name)` | the field's own type | the collection's vectors |
//!
//! None is an `Option`. Where a server fills in nothing for a word it says nothing of it (1.39.0), so a question that does
//! not make a word must not compile; a reply that lacks one all the same is `Decode`.

use std::marker::PhantomData;

use uuid::Uuid;

use super::Item;
use crate::plain::sealed::Sealed;
#[cfg(feature = "chrono")]
use crate::{plain::wire::millis, typed::search::Dated};
use crate::{
    plain::{
        error::{Error, Result},
        ir::{self, Metadata},
        rows::Generated,
        wire::{Fields, Key, Payload, Slot, flag, metadata_id},
    },
    typed::{
        answer::{Extras, Prompted, Reranked},
        collection::Collection,
        marker::{Property, VectorProperty},
        search::{Certain, HasVector, Measured, NoVector, One, Outermost, Scored, Several, VectorKind},
        token::Field,
    },
};

/// The metadata of the objects of a question in the state `S` with the extras `X`: the second argument of
/// [`select`](crate::Builder::select) and [`pick`](Field::pick). Its methods are the words.
pub struct Meta<C, S, X = Extras>(PhantomData<fn() -> (C, S, X)>);

impl<C, S, X> Sealed for Meta<C, S, X> {}

impl<C, S, X> Meta<C, S, X> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<C, S, X> Clone for Meta<C, S, X> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C, S, X> Copy for Meta<C, S, X> {}
impl<C, S, X> std::fmt::Debug for Meta<C, S, X> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Meta")
    }
}

/// A word of metadata, read as `T`: an item of a selection.
pub struct Data<T> {
    word: Metadata,
    read: fn(&[u8]) -> Result<T>,
}

impl<T> Sealed for Data<T> {}

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
        match self.word {
            Metadata::Generated => Key::GENERATED,
            word => Key::metadata(word.name()),
        }
    }

    fn ir(&self) -> ir::Item {
        ir::Item::Metadata(self.word)
    }

    fn read(&self, slot: &Slot<'_>) -> Result<T> {
        match (slot.found(), self.word) {
            (Some(found), _) => (self.read)(found),
            (None, Metadata::Generated) => (self.read)(&Generated::of_older(slot.metadata())?),
            (None, _) => (self.read)(slot.metadata()),
        }
    }
}

impl<C, S, X> Meta<C, S, X> {
    /// The id of the object, of the one behind a link inside its braces.
    pub fn id(self) -> Data<Uuid> {
        Data::new(Metadata::Id, |m| metadata_id(m)?.ok_or_else(|| missing("id")))
    }
}

impl<C, S, X> Meta<C, S, X> {
    /// A vector by its name: `vector(.embedding)`, a field `embedding_vector` of the row in the macro. A wrong name a server
    /// would answer with nothing; here it is a token.
    pub fn vector_of<R, Pa, P: Property<Kind: VectorKind<P>>>(
        self,
        field: Field<R, Pa, P>,
    ) -> Field<R, Pa, P> {
        field
    }
}

impl<C: Collection, S, X> Meta<C, S, X> {
    /// The one vector of the collection; of several, name one with [`vector_of`](Self::vector_of).
    pub fn vector(self) -> <C::Vectors as TheVector>::Item
    where
        C::Vectors: TheVector + Alone<C>,
    {
        <C::Vectors as TheVector>::item()
    }
}

/// The vectors of a collection that has one: `vector` alone says which it is.
#[diagnostic::on_unimplemented(
    message = "`{C}` has several vectors: `vector` alone is none of them",
    label = "write `vector(.name)` with the vector to select"
)]
pub trait Alone<C>: Sealed {}

impl<C, P> Alone<C> for One<P> {}
impl<C: HasVector> Alone<C> for NoVector {}

/// What `vector` selects. Total, so that a rule that fails leaves its type known.
pub trait TheVector: Sealed {
    /// The vector.
    type Item: Item;

    /// The item.
    fn item() -> Self::Item;
}

impl<P: VectorProperty> TheVector for One<P> {
    type Item = Field<(), (), P>;

    fn item() -> Self::Item {
        Field::NEW
    }
}

macro_rules! vectorless {
    ($($t:ty)*) => { $(
        impl TheVector for $t {
            type Item = Data<()>;

            fn item() -> Data<()> {
                Data::new(Metadata::Id, |_| Ok(()))
            }
        }
    )* };
}
vectorless! { NoVector Several }

/// Declares words with a rule twice: inherent, and in the hidden trait for its message.
macro_rules! words {
    ($($(#[cfg($cfg:meta)])? $(#[doc = $doc:expr])* $name:ident: $t:ty, $of:ident: $rule:tt, $word:ident, $read:expr;)*) => {
        $($(#[cfg($cfg)])? impl<C, S, X> Meta<C, S, X> where $of: $rule {
            $(#[doc = $doc])*
            pub fn $name(self) -> Data<$t> {
                Data::new(Metadata::$word, $read)
            }
        })*

        /// The words again, for their messages.
        #[doc(hidden)]
        pub trait RefusedMeta: Sealed + Sized{
            type S;
            type X;
            $($(#[cfg($cfg)])? #[doc(hidden)]
            fn $name(self) -> Data<$t> where Self::$of: $rule {
                Data::new(Metadata::$word, $read)
            })*
        }

        impl<C, S, X> RefusedMeta for Meta<C, S, X> {
            type S = S;
            type X = X;
        }
    };
}

words! {
    #[cfg(feature = "chrono")]
    /// When the object was created, to the millisecond.
    created_at: chrono::DateTime<chrono::Utc>, S: Dated, CreatedAt,
        |m| crate::typed::property::DateType::from_unix_millis(millis(m, 3, 4)?);
    #[cfg(feature = "chrono")]
    /// When the object was last written, to the millisecond.
    updated_at: chrono::DateTime<chrono::Utc>, S: Dated, UpdatedAt,
        |m| crate::typed::property::DateType::from_unix_millis(millis(m, 5, 6)?);
    /// The score of `bm25` and `hybrid`; larger is better.
    score: f32, S: Scored, Score, |m| float(m, 11, 12, "score");
    /// How the score came about, as text for people: its form is the server's and changes.
    explain_score: String, S: Scored, ExplainScore, |m| text(m, 13);
    /// The distance of a vector search; smaller is nearer.
    distance: f32, S: Measured, Distance, |m| float(m, 7, 8, "distance");
    /// The certainty of a vector search, from 0 to 1: 1 − distance / 2.
    certainty: f32, S: Certain, Certainty, |m| float(m, 9, 10, "certainty");
    /// Whether the replicas agree about the object; means something where the collection has several of them.
    is_consistent: bool, S: Outermost, IsConsistent, |m| flag(m, 15);
    /// The score that the reranker gave; larger is better.
    rerank_score: f64, X: Reranked, RerankScore, |m| {
        if !flag(m, 22)? {
            return Err(missing("rerank_score"));
        }
        Fields(m).find(21)?.map_or(Ok(0.0), Payload::double)
    };
    /// What the language model wrote about the object.
    generated: Generated, X: Prompted, Generated,
        |result| Generated::first(result)?.ok_or_else(|| missing("generated"));
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
