//! Links to objects of several collections.
//!
//! Three types share the work. [`AnyLink`] is the field's type: which collection, which id. The step in between,
//! `.related.article`, is a property of its own whose type is [`Toward`]: the same link, looked at from one of the
//! collections. [`Targets`] and [`OneOf`] know the tuple.
//!
//! A server answers for one collection behind such a link in a request (of two it sends the objects of the first twice,
//! 1.39.0), so a question about several is asked in rounds: see [`Rounds`](crate::Rounds).

use std::{fmt, marker::PhantomData, ops::Deref};

use uuid::Uuid;

use super::{Element, Link, PropertyType, Shape};
use crate::{
    plain::{
        error::{Error, Result},
        schema::{CollectionDef, DataType, To, TypeDef},
        sealed::Sealed,
        tuples::for_tuples,
        wire::{ObjectBytes, Sink, Slot, WireValue},
    },
    typed::{collection::Collection, kind, marker::Choice},
};

/// A link to an object of one of the collections `T`, such as `AnyLink<(Article, Author)>`.
///
/// The type is written out in the field, because the names of the steps come from it: `.related.article.title` in a
/// filter, `.related { .article { .title }, .author { .name } }` in a selection. A link is made by [`Link::any`],
/// for a collection that is one of them.
///
/// ```
/// # use weaviate_query::property::{AnyLink, Link};
/// # use uuid::Uuid;
/// # fn any<A, B>(id: Uuid) -> AnyLink<(A, B)> where A: weaviate_query::Collection, B: weaviate_query::Collection {
/// let related: AnyLink<(A, B)> = Link::<A>::to(id).any();
/// assert_eq!(related.link::<A, _>(), Some(Link::to(id)));
/// # related }
/// ```
pub struct AnyLink<T> {
    /// The collection's name and the object's id, unless that was deleted.
    target: Option<(&'static str, Uuid)>,
    of: PhantomData<fn() -> T>,
}

impl<T> Sealed for AnyLink<T> {}

impl<T> AnyLink<T> {
    const fn new(target: Option<(&'static str, Uuid)>) -> Self {
        Self { target, of: PhantomData }
    }

    pub(super) fn of<C: OneOf<T, I>, I>(link: Link<C>) -> Self {
        Self::new(link.id().map(|id| (C::SCHEMA.name, id)))
    }

    /// The id of the object, unless that was deleted.
    pub fn id(&self) -> Option<Uuid> {
        self.target.map(|(_, id)| id)
    }

    /// The name of the object's collection, without any prefix, unless the object was deleted.
    pub fn collection(&self) -> Option<&'static str> {
        self.target.map(|(collection, _)| collection)
    }

    /// The link, if it leads to an object of `C`. The second parameter is the place of `C` in the tuple: write `_` for it.
    pub fn link<C: OneOf<T, I>, I>(&self) -> Option<Link<C>> {
        self.target.filter(|(collection, _)| *collection == C::SCHEMA.name).map(|(_, id)| Link::to(id))
    }
}

impl<C> Link<C> {
    /// The same link for a field of the type [`AnyLink`], which may lead to other collections too. It does not compile for a
    /// collection that the field does not name.
    pub fn any<T, I>(self) -> AnyLink<T>
    where
        C: OneOf<T, I>,
    {
        AnyLink::of(self)
    }
}

// Written out: a derive would ask the same of `T`.
impl<T> Clone for AnyLink<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for AnyLink<T> {}
impl<T> PartialEq for AnyLink<T> {
    fn eq(&self, other: &Self) -> bool {
        self.target == other.target
    }
}
impl<T> Eq for AnyLink<T> {}
impl<T> fmt::Debug for AnyLink<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target {
            Some((collection, id)) => write!(f, "AnyLink({collection}/{id})"),
            None => f.write_str("AnyLink(deleted)"),
        }
    }
}

/// Collections that a link may lead to: a tuple of two to eight. For one there is [`Link`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no choice of collections",
    label = "write two to eight in parentheses, such as `AnyLink<(Article, Author)>`; for one there is `Link<C>`"
)]
pub trait Targets: Sealed + 'static {
    /// What each of them declares, as functions because two collections may link to each other.
    const TARGETS: &'static [To<CollectionDef>];
}

/// A collection that is one of `T`. `I` says which and is never written: without it the impls for the first and the
/// second place of a tuple would overlap, and rustc finds it by itself.
#[diagnostic::on_unimplemented(
    message = "the link leads to `{T}`, `{Self}` is none of them",
    label = "not a collection that this link may lead to"
)]
pub trait OneOf<T, I>: Collection {}

/// The place of a collection in a choice, counted from 0: what `I` of [`OneOf`] is.
#[derive(Debug)]
pub enum At<const N: usize> {}

const fn schema<C: Collection>() -> &'static CollectionDef {
    C::SCHEMA
}

macro_rules! choices {
    // No impl for a tuple of one: a link to one collection is a `Link`.
    ($c:ident $of:ident $at:literal) => {};
    ($($c:ident $of:ident $at:literal)+) => {
        impl<$($c: Collection),+> Targets for ($($c,)+) {
            const TARGETS: &'static [To<CollectionDef>] = &[$(To::Written(schema::<$c>)),+];
        }
        choices! { one ($($c)+) $($c $at)+ }
    };
    (one $all:tt $($c:ident $at:literal)+) => { $(choices! { of $all $c $at })+ };
    (of ($($c:ident)+) $one:ident $at:literal) => {
        impl<$($c: Collection),+> OneOf<($($c,)+), At<$at>> for $one {}
    };
}

for_tuples!(choices, 8);
impl<T: Targets> AnyLink<T> {
    fn read_object(object: ObjectBytes<'_>) -> Result<Self> {
        let Some(id) = object.id()? else { return Ok(Self::new(None)) };
        let found = object.collection()?;
        let mut names = T::TARGETS.iter().map(|target| target.get().name);
        if let Some(name) = names.find(|name| name.as_bytes() == found) {
            return Ok(Self::new(Some((name, id))));
        }
        let found = String::from_utf8_lossy(found);
        Err(Error::decode(format!("leads to `{found}`, which is none of the collections of the link")))
    }
}

impl<T: Targets> PropertyType for AnyLink<T> {
    type Kind = kind::reference;
    type List = kind::reference;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef { targets: T::TARGETS, ..TypeDef::scalar(DataType::Reference) };

    fn read(value: WireValue<'_>) -> Result<Self> {
        Err(value.mismatch("a link"))
    }

    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        slot.objects()?.into_iter().next().map_or(Ok(Self::new(None)), Self::read_object)
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        Self::write_list(std::slice::from_ref(self), name, sink)
    }
}

impl<T: Targets> Element for AnyLink<T> {
    fn read_list_slot(slot: &Slot<'_>) -> Result<Vec<Self>> {
        slot.objects()?.into_iter().map(Self::read_object).collect()
    }

    fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
        for target in T::TARGETS {
            let collection = target.get().name;
            let targets = values.iter().filter_map(|link| link.target);
            let ids: Vec<Uuid> = targets.filter(|(of, _)| *of == collection).map(|(_, id)| id).collect();
            if !ids.is_empty() {
                sink.links(name, collection, false, &ids)?;
            }
        }
        Ok(())
    }

    fn read_list(_: WireValue<'_>) -> Result<Vec<Self>> {
        Err(Error::decode("holds a list of values, expected links"))
    }
}

impl<P: Choice, T: Targets> Shape<P> for AnyLink<T> {
    // What stands behind the `.` are the steps, one for each collection.
    type Leaf = P;
    // An `Option`, as of a `Link`: the object may have been deleted since.
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

/// What a link to several collections is to one of them, `C`: it leads there, or it does not.
///
/// It derefs to `Option<Link<C>>`, and is what `.related { .article }` gives a row. Braces after the step give an
/// `Option` of their row; of the steps of one link exactly one is `Some`, unless the object was deleted.
pub struct Toward<C>(Option<Link<C>>);

impl<C> Deref for Toward<C> {
    type Target = Option<Link<C>>;

    fn deref(&self) -> &Option<Link<C>> {
        &self.0
    }
}

// Written out: a derive would ask the same of `C`.
impl<C> Clone for Toward<C> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C> Copy for Toward<C> {}
impl<C> PartialEq for Toward<C> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<C> Eq for Toward<C> {}
impl<C> fmt::Debug for Toward<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<C: Collection> Toward<C> {
    /// The object behind the link, if it is one of `C`.
    fn object<'a>(slot: &Slot<'a>) -> Result<Option<ObjectBytes<'a>>> {
        let Some(message) = slot.found() else { return Ok(None) };
        let object = ObjectBytes::of_properties_result(message)?;
        Ok((object.collection()? == C::SCHEMA.name.as_bytes()).then_some(object))
    }
}

impl<C: Collection> PropertyType for Toward<C> {
    type Kind = kind::collection;
    type List = kind::no;
    type Optional = kind::no;
    const TYPE: TypeDef =
        TypeDef { targets: &[To::Written(schema::<C>)], ..TypeDef::scalar(DataType::Reference) };

    fn read(value: WireValue<'_>) -> Result<Self> {
        Err(value.mismatch("a link"))
    }

    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        let id = Self::object(slot)?.map(|object| object.id()).transpose()?.flatten();
        Ok(Self(id.map(Link::to)))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        self.0.map_or(Ok(()), |link| sink.links(name, C::SCHEMA.name, false, &Vec::from_iter(link.id())))
    }
}

impl<P, C: Collection> Shape<P> for Toward<C> {
    type Leaf = C;
    type Of<R: 'static> = Option<R>;
    type Maybe<R: 'static> = Option<R>;

    fn each<R: 'static>(
        slot: &Slot<'_>,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Option<R>> {
        Self::object(slot)?.map(row).transpose()
    }

    fn maybe<R: 'static>(found: Option<Option<R>>) -> Option<R> {
        found.flatten()
    }
}
