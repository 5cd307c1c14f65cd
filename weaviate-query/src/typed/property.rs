//! Rust types as properties: which data type each is, and its codec.
//!
//! | Rust | data type | absent | list |
//! |---|---|---|---|
//! | `String` | `text` | an error | `Vec` |
//! | `i64` `i32` `i16` `u8` `u16` `u32` | `int` | an error | `Vec` |
//! | `f64` `f32` | `number` | an error | `Vec` |
//! | `bool`, `Uuid`, `DateTime<Utc>`, `DateTime<FixedOffset>` | `boolean`, `uuid`, `date` | an error | `Vec` |
//! | `GeoPoint`, `PhoneNumber`, `Blob`, `BlobHash` | `geoCoordinates`, `phoneNumber`, `blob`, `blobHash` | an error | none |
//! | a struct with `#[derive(Object)]` | `object` | an error | `Vec` |
//! | [`Link`], [`AnyLink`] | a cross reference | a link without an object | `Vec` |
//! | `Vector<N>`, `MultiVector<N>` | a named vector | an error | none |
//! | `Option<T>` | that of `T` | `None` | none |
//! | `Vec<T>` | `T[]` | an empty list | none |
//!
//! "An error" is [`ErrorKind::Decode`](crate::ErrorKind::Decode), which names object and property: an absent value is
//! never read as 0 or `""`, unless the field says `#[weaviate(default)]`.
//!
//! # How a value is read
//!
//! There is no message in between. A reply is walked once per object, which leaves a [`Slot`] for each wanted key: the
//! bytes that were found, unparsed. [`PropertyType::read_slot`] gets that slot and parses it into the Rust value, strings
//! and vectors being allocated once, where they stay. Writing goes the other way, each field to a method of a [`Sink`],
//! which is a batch of wire bytes or JSON.
//!
//! [`Shape`] is the other thing a field's type decides: how rows selected *inside* the property are wrapped.

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

/// A Rust type that a field of a collection or nested object may have. The table of types is in
/// [`kind`](crate::kind); `#[derive(Object)]` makes more of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of a property",
    label = "Weaviate has no data type for it",
    note = "properties are `String`, `i64` and smaller integers up to `u32`, `f64`, `f32`, `bool`, dates, `Uuid`, `GeoPoint`, `PhoneNumber`, `Blob`, `BlobHash`, structs with `#[derive(Object)]`, `Link<C>`, `AnyLink<(A, B)>`, `Vector<N>`, and `Option` or `Vec` of them"
)]
pub trait PropertyType: Sized + 'static {
    /// The kind of the property, one of [`kind`](crate::kind).
    type Kind;
    /// The kind of a list of it; `no` where there is no list.
    type List;
    /// `yes` for an `Option`, which may be asked `is_null`; else `no`.
    type Optional;
    /// The data type and what belongs to it: targets of a link, dimensions of a vector, properties of an object.
    const TYPE: TypeDef;

    /// Reads a value that is there; `Decode` where it is of another type.
    fn read(value: WireValue<'_>) -> Result<Self>;

    /// Reads the message of a value that is written as every server writes it, without looking for what else it could be;
    /// `None` leaves it to [`read`](Self::read).
    #[doc(hidden)]
    #[inline]
    fn read_usual(_: &[u8]) -> Option<Result<Self>> {
        None
    }

    /// Reads what was found for the property, which may be nothing.
    fn read_slot(slot: &Slot<'_>) -> Result<Self> {
        if let Some(read) = slot.found().and_then(Self::read_usual) {
            return read;
        }
        match slot.value()? {
            Some(value) => Self::read(value),
            None => Err(Slot::absent()),
        }
    }

    /// Hands the value to the sink, if there is one: an absent `Option` writes nothing.
    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()>;

    /// Refuses a value that an index to filter by would keep as another one.
    fn fits_index(&self) -> Result<()> {
        Ok(())
    }
}

/// A type of which there may be a list.
///
/// The provided methods are those of nested objects, which the derive leaves as they are. Scalars and links have their
/// own, because a list of numbers is one run of bytes on the wire and a list of links is no value at all.
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

    /// Reads the message of a list as [`PropertyType::read_usual`] does.
    #[doc(hidden)]
    #[inline]
    fn read_usual_list(_: &[u8]) -> Option<Result<Vec<Self>>> {
        None
    }

    /// Reads what was found for the list; nothing is an empty list.
    fn read_list_slot(slot: &Slot<'_>) -> Result<Vec<Self>> {
        if let Some(read) = slot.found().and_then(Self::read_usual_list) {
            return read;
        }
        slot.value()?.map_or_else(|| Ok(Vec::new()), Self::read_list)
    }

    /// Hands the list to the sink.
    fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.objects(name, values.len(), &mut |i, element| match values.get(i) {
            Some(value) => value.write(name, element).map_err(|error| error.context(format!("element {i}"))),
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

    fn fits_index(&self) -> Result<()> {
        self.as_ref().map_or(Ok(()), T::fits_index)
    }
}

/// Reads a value where there is one, of the type inside an `Option`.
pub(crate) fn read_if_there<T: PropertyType>(slot: &Slot<'_>) -> Result<Option<T>> {
    match slot.place() {
        // A plain property is parsed here, in one step; links and vectors read their slots by themselves.
        Place::Property => match slot.found().and_then(T::read_usual) {
            Some(read) => read.map(Some),
            None => slot.value()?.map(T::read).transpose(),
        },
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

    fn fits_index(&self) -> Result<()> {
        self.iter().try_for_each(T::fits_index)
    }
}

/// How a property wraps what is selected inside it. `P` is the property: what a link to several collections leads to is
/// known by it.
///
/// | field's type | braces with the row `R` give | because |
/// |---|---|---|
/// | `Author` (an object) | `R` | it is there, or the row is an error |
/// | `Option<Author>` | `Option<R>` | it may be absent |
/// | `Vec<Author>` | `Vec<R>` | |
/// | `Option<Vec<Author>>` | `Option<Vec<R>>` | absent is not the same as empty |
/// | `Link<C>`, `Option<Link<C>>` | `Option<R>` | its object may have been deleted: a server then sends nothing |
/// | `Vec<Link<C>>` | `Vec<R>` | without those that lead nowhere |
#[diagnostic::on_unimplemented(
    message = "nothing can be selected inside a `{Self}`",
    label = "not a nested object or link"
)]
pub trait Shape<P>: 'static {
    /// What the property leads to, whose tokens stand behind its `.` and inside its braces.
    type Leaf: crate::typed::fields::HasFields;
    /// The rows `R` selected there, wrapped.
    type Of<R: 'static>: 'static;
    /// The same of an `Option` of it. It is a type of its own so that `Option<Link<C>>` gives one `Option` and not two.
    type Maybe<R: 'static>: 'static;

    /// Reads each object found for the property.
    fn each<R: 'static>(
        slot: &Slot<'_>,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Self::Of<R>>;

    /// Makes the value of an `Option` of it, of what was found or of nothing.
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

/// Reads the nested object that must be there: what the derive writes for a struct with `#[derive(Object)]`.
pub fn each_object<R>(slot: &Slot<'_>, row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>) -> Result<R> {
    match slot.objects()?.into_iter().next() {
        Some(object) => row(object),
        None => Err(Slot::absent()),
    }
}

/// A type that the object's id can be read as, for a field with `#[weaviate(id)]`: `Uuid` alone.
#[diagnostic::on_unimplemented(message = "an id is a `Uuid`, not a `{Self}`", label = "not a `Uuid`")]
pub trait IdType: Sealed + Sized {
    /// From the id of the object; `Decode` where the server sent none.
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

/// A type that a time of the metadata can be read as, for fields with `#[weaviate(created_at)]` and `updated_at`.
#[diagnostic::on_unimplemented(
    message = "`created_at` and `updated_at` are dates, not `{Self}`",
    label = "not a date: `chrono::DateTime<Utc>` is one"
)]
pub trait DateType: Sealed + Sized {
    /// From milliseconds since 1970, which is how exactly a server knows these times.
    fn from_unix_millis(millis: i64) -> Result<Self>;
}
