//! Links to objects of another collection.
//!
//! A server keeps a link as a beacon, `weaviate://localhost/Class/id`, and calls it a cross reference. Here it is an id
//! and a type. A link is no value of its object: it goes out beside the values and is read as the object behind it.

use std::{fmt, marker::PhantomData};

use uuid::Uuid;

use super::{Element, PropertyType, Shape};
use crate::{
    plain::{
        error::{Error, Result},
        schema::{CollectionDef, DataType, To, TypeDef},
        sealed::Sealed,
        wire::{ObjectBytes, Sink, Slot, WireValue},
    },
    typed::{collection::Collection, kind},
};

/// A link to an object of the collection `C`.
///
/// What stands behind it is asked for in a query: `.category.name like "x*"` in a filter, `.category { .name }` in
/// a selection. `.category.count()` is the number of links, for a field that is a `Vec` of them.
///
/// A link whose object was deleted has no id: the server does not tell it. Such a link leads to nothing and is left out
/// when its object is written back, so that what is read can be written.
///
/// ```
/// use uuid::Uuid;
/// use weaviate_query::property::Link;
///
/// fn same<C>(id: Uuid) {
///     let link: Link<C> = Link::to(id);
///     assert_eq!(link.id(), Some(id));
///     assert_eq!(link, Link::to(id)); // compared by the id alone; `C` itself need not be comparable
/// }
/// # same::<()>(Uuid::nil());
/// ```
pub struct Link<C> {
    id: Option<Uuid>,
    of: PhantomData<fn() -> C>,
}

impl<C> Link<C> {
    /// A link to the object of this id. Whether there is one is not looked up.
    pub const fn to(id: Uuid) -> Self {
        Self::maybe(Some(id))
    }

    /// The id of the object, unless that was deleted.
    pub const fn id(&self) -> Option<Uuid> {
        self.id
    }

    pub(super) const fn maybe(id: Option<Uuid>) -> Self {
        Self { id, of: PhantomData }
    }
}

impl<C> Sealed for Link<C> {}

// Written out: a derive would ask the same of `C`.
impl<C> Clone for Link<C> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C> Copy for Link<C> {}
impl<C> PartialEq for Link<C> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
impl<C> Eq for Link<C> {}
impl<C> fmt::Debug for Link<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id {
            Some(id) => write!(f, "Link({id})"),
            None => f.write_str("Link(deleted)"),
        }
    }
}

const fn target<C: Collection>() -> &'static CollectionDef {
    C::SCHEMA
}

impl<C: Collection> PropertyType for Link<C> {
    type Kind = kind::reference;
    type List = kind::reference;
    type Optional = kind::no;
    const TYPE: TypeDef =
        TypeDef { targets: &[To::Written(target::<C>)], ..TypeDef::scalar(DataType::Reference) };

    fn read(value: WireValue<'_>) -> Result<Self> {
        Err(value.mismatch("a link"))
    }

    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        let id = slot.objects()?.first().map(ObjectBytes::id).transpose()?.flatten();
        Ok(Self::maybe(id))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        Self::write_list(std::slice::from_ref(self), name, sink)
    }
}

impl<C: Collection> Element for Link<C> {
    fn read_list_slot(slot: &Slot<'_>) -> Result<Vec<Self>> {
        let ids = slot.objects()?.into_iter().map(|object| object.id());
        ids.map(|id| id.map(Self::maybe)).collect()
    }

    fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
        let ids: Vec<Uuid> = values.iter().filter_map(Self::id).collect();
        if ids.is_empty() { Ok(()) } else { sink.links(name, C::SCHEMA.name, true, &ids) }
    }

    fn read_list(_: WireValue<'_>) -> Result<Vec<Self>> {
        Err(Error::decode("holds a list of values, expected links"))
    }
}

impl<P, C: Collection> Shape<P> for Link<C> {
    type Leaf = C;
    // The object may have been deleted since, and a row must not fail for that.
    type Of<R: 'static> = Option<R>;
    type Maybe<R: 'static> = Option<R>;

    fn each<R: 'static>(
        slot: &Slot<'_>,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Option<R>> {
        slot.objects()?.into_iter().next().map(row).transpose()
    }

    fn maybe<R: 'static>(found: Option<Option<R>>) -> Option<R> {
        found.flatten()
    }
}
