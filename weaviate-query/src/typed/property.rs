//! Rust types as properties: which data type each is, and its codec.

mod any_link;
mod date;
mod link;
mod scalar;
mod value;
mod vector;

use crate::plain::{
    error::{Error, Result},
    schema::TypeDef,
    sealed::Sealed,
    wire::{ObjectBytes, Place, Sink, Slot, WireValue},
};

pub use any_link::{AnyLink, OneOf, Targets, Toward};
pub use link::Link;
pub use vector::VectorType;

/// A Rust type that a field of a collection or nested object may have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of a property",
    label = "Weaviate has no data type for it",
    note = "properties are `String`, `i64` and smaller integers up to `u32`, `f64`, `f32`, `bool`, dates, `Uuid`, `GeoPoint`, `PhoneNumber`, `Blob`, `BlobHash`, structs with `#[derive(Object)]`, `Link<C>`, `AnyLink<(A, B)>`, `Vector<N>`, and `Option` or `Vec` of them"
)]
pub trait PropertyType: Sized + 'static {
    /// The kind of the property.
    type Kind;
    /// The kind of a list of it.
    type List;
    /// `yes` for an `Option`.
    type Optional;
    /// The data type.
    const TYPE: TypeDef;

    /// Reads a value that is there.
    fn read(value: WireValue<'_>) -> Result<Self>;

    /// Reads what was found for the property, which may be nothing.
    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        match slot.value()? {
            Some(value) => Self::read(value),
            None => Err(Slot::absent()),
        }
    }

    /// Hands the value to the sink, if there is one.
    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()>;
}

/// A type of which there may be a list. The methods are those of nested objects; scalars and links have their own.
#[diagnostic::on_unimplemented(
    message = "there is no list of `{Self}`",
    label = "Weaviate has no data type for it",
    note = "lists are `Vec` of text, integers, numbers, booleans, dates, uuids, structs with `#[derive(Object)]` and `Link<C>`"
)]
pub trait Element: PropertyType {
    /// Reads a list that is there.
    fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
        let elements = value.list(4, "a list of objects")?;
        crate::plain::wire::messages(elements, |element| Self::read(WireValue::object(element)))
    }

    /// Reads what was found for the list; nothing is an empty list.
    fn read_list_slot(slot: &Slot<'_>) -> Result<Vec<Self>> {
        slot.value()?.map_or_else(|| Ok(Vec::new()), Self::read_list)
    }

    /// Hands the list to the sink.
    fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.objects(name, values.len(), &mut |i, element| match values.get(i) {
            Some(value) => value.write(name, element),
            None => Err(Error::invalid(format!("`{name}` has no element {i}"))),
        })
    }
}

impl<T: PropertyType<Optional = crate::typed::kind::no>> PropertyType for Option<T> {
    type Kind = T::Kind;
    type List = T::List;
    type Optional = crate::typed::kind::yes;
    const TYPE: TypeDef = T::TYPE.optional();

    fn read(value: WireValue<'_>) -> Result<Self> {
        T::read(value).map(Some)
    }

    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        read_if_there(slot)
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        self.as_ref().map_or(Ok(()), |value| value.write(name, sink))
    }
}

/// Reads what was found, unless that is nothing.
pub(crate) fn read_if_there<T: PropertyType>(slot: &Slot<'_>) -> Result<Option<T>> {
    match slot.place() {
        // Parsed once: links and vectors have a `read_slot` of their own.
        Place::Property => slot.value()?.map(T::read).transpose(),
        _ if slot.is_empty()? => Ok(None),
        _ => T::read_slot(slot).map(Some),
    }
}

impl<T: Element> PropertyType for Vec<T> {
    type Kind = T::List;
    type List = crate::typed::kind::no;
    type Optional = crate::typed::kind::no;
    const TYPE: TypeDef = T::TYPE.list();

    fn read(value: WireValue<'_>) -> Result<Self> {
        T::read_list(value)
    }

    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        T::read_list_slot(slot)
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        T::write_list(self, name, sink)
    }
}

/// How a property wraps what is selected inside it: a nested object is a row, a link may have lost its object,
/// a list is a list. `P` is the property: what a link to several collections leads to is known by it.
#[diagnostic::on_unimplemented(
    message = "nothing can be selected inside a `{Self}`",
    label = "not a nested object or link"
)]
pub trait Shape<P>: 'static {
    /// What the property leads to.
    type Leaf: crate::typed::fields::HasFields;
    /// The rows `R` selected there, wrapped.
    type Of<R: 'static>: 'static;
    /// The same of an `Option` of it: a list that may be absent is still a list.
    type Maybe<R: 'static>: 'static;

    /// Reads each object found for the property.
    fn each<R: 'static>(
        slot: &Slot<'_>,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Self::Of<R>>;

    /// What an `Option` of it is made of what was found.
    fn maybe<R: 'static>(found: Option<Self::Of<R>>) -> Self::Maybe<R>;
}

impl<P, S: Shape<P>> Shape<P> for Option<S> {
    type Leaf = S::Leaf;
    type Of<R: 'static> = S::Maybe<R>;
    type Maybe<R: 'static> = S::Maybe<R>;

    fn each<R: 'static>(
        slot: &Slot<'_>,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<S::Maybe<R>> {
        let found = if slot.is_empty()? { None } else { Some(S::each(slot, row)?) };
        Ok(S::maybe(found))
    }

    fn maybe<R: 'static>(found: Option<S::Maybe<R>>) -> S::Maybe<R> {
        found.unwrap_or_else(|| S::maybe(None))
    }
}

impl<P, S: Shape<P>> Shape<P> for Vec<S> {
    type Leaf = S::Leaf;
    type Of<R: 'static> = Vec<R>;
    type Maybe<R: 'static> = Option<Vec<R>>;

    fn each<R: 'static>(
        slot: &Slot<'_>,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Vec<R>> {
        slot.objects()?.into_iter().map(row).collect()
    }

    fn maybe<R: 'static>(found: Option<Vec<R>>) -> Option<Vec<R>> {
        found
    }
}

/// Reads the nested object that must be there.
pub fn each_object<R>(slot: &Slot<'_>, row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>) -> Result<R> {
    match slot.objects()?.into_iter().next() {
        Some(object) => row(object),
        None => Err(Slot::absent()),
    }
}

/// A type that the object's id can be read as.
#[diagnostic::on_unimplemented(message = "an id is a `Uuid`, not a `{Self}`", label = "not a `Uuid`")]
pub trait IdType: Sealed + Sized {
    /// From the id of the object.
    fn from_id(id: Option<::uuid::Uuid>) -> Result<Self>;

    /// The id that an object is given.
    fn to_id(&self) -> ::uuid::Uuid;
}

impl IdType for ::uuid::Uuid {
    fn from_id(id: Option<::uuid::Uuid>) -> Result<Self> {
        id.ok_or_else(|| Error::decode("the server sent no id"))
    }

    fn to_id(&self) -> ::uuid::Uuid {
        *self
    }
}

/// A type that a time of the metadata can be read as.
#[diagnostic::on_unimplemented(
    message = "`created_at` and `updated_at` are dates, not `{Self}`",
    label = "not a date: `chrono::DateTime<Utc>` is one"
)]
pub trait DateType: Sealed + Sized {
    /// From milliseconds since 1970.
    fn from_unix_millis(millis: i64) -> Result<Self>;
}
