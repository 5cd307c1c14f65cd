//! A whole object as an answer.
//!
//! It asks for all that the struct holds, and for score and distance, which come with the metadata anyway. Which of the two
//! may be read the state decides: a listing's score is the 0 that a server sends, and has no method.

use std::{fmt, marker::PhantomData, ops::Deref};

use uuid::Uuid;

use crate::{
    plain::{
        error::{Error, Result},
        ir::{Item, Metadata, Selection},
        wire::{ObjectBytes, Ranked},
    },
    typed::{
        collection::Collection,
        record::read_fields,
        search::{Listing, Measured, Scored},
    },
};

/// An object of the collection `C` found by a question in the state `S`: it derefs to the struct, and has what the
/// question guarantees.
///
/// It derefs to the object although it is no pointer, because that is what it is: a hit *is* the object, with two numbers
/// of the question beside it, and `hit.title` is what every program writes. What `Deref` usually costs it does not cost
/// here: [`id`](Self::id), [`score`](Self::score) and [`distance`](Self::distance) are methods, so that no field of the
/// struct can be hidden by them, and [`into_inner`](Self::into_inner) gives the object away.
///
/// ```
/// use weaviate_query::{Hit, search::{Bm25, NearText}};
///
/// fn best<C>(hits: &[Hit<C, Bm25>]) -> Option<f32> {
///     hits.iter().map(Hit::score).reduce(f32::max)
/// }
///
/// fn nearest<C, T>(hits: &[Hit<C, NearText<T>>]) -> Option<f32> {
///     hits.iter().map(Hit::distance).reduce(f32::min)
/// }
/// ```
pub struct Hit<C, S = Listing> {
    object: C,
    id: Uuid,
    score: f32,
    distance: f32,
    of: PhantomData<fn() -> S>,
}

impl<C, S> Hit<C, S> {
    /// The object's id, also where the struct has no field for it.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The object alone, without what the question knew of it.
    pub fn into_inner(self) -> C {
        self.object
    }
}

impl<C, S: Scored> Hit<C, S> {
    /// The score; larger is better.
    pub fn score(&self) -> f32 {
        self.score
    }
}

impl<C, S: Measured> Hit<C, S> {
    /// The distance; smaller is nearer.
    pub fn distance(&self) -> f32 {
        self.distance
    }
}

impl<C: Collection, S> Hit<C, S> {
    /// The struct's fields, then score and distance. They are asked for whatever the state is: a listing is answered with 0,
    /// which no method reads.
    pub(crate) fn selection() -> Selection {
        let mut selection = Selection::whole(C::SCHEMA);
        selection.items.extend([Item::Metadata(Metadata::Score), Item::Metadata(Metadata::Distance)]);
        selection
    }

    pub(crate) fn read(object: ObjectBytes<'_>) -> Result<Self> {
        let Ranked { id, score, distance } = Ranked::read(object.metadata())?;
        Ok(Self {
            id: id.ok_or_else(|| Error::decode("the server sent no id"))?,
            score,
            distance,
            object: read_fields(object)?,
            of: PhantomData,
        })
    }
}

impl<C, S> Deref for Hit<C, S> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.object
    }
}

impl<C: Clone, S> Clone for Hit<C, S> {
    fn clone(&self) -> Self {
        Self { object: self.object.clone(), of: PhantomData, ..*self }
    }
}

impl<C: fmt::Debug, S> fmt::Debug for Hit<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hit").field("id", &self.id).field("object", &self.object).finish_non_exhaustive()
    }
}
