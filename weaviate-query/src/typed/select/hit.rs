//! A whole object as an answer.

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
pub struct Hit<C, S = Listing> {
    object: C,
    id: Uuid,
    score: f32,
    distance: f32,
    of: PhantomData<fn() -> S>,
}

impl<C, S> Hit<C, S> {
    /// The object's id.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The object.
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
    /// The struct's fields, then what a search may add: a listing answers 0 for it and nothing reads that.
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
