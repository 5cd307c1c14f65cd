//! What a field is, as a type of its own that the derive makes: rules are about it, and messages name it.
//!
//! The marker of `title` in `Article` is called `Article_title`, so that a message names both without a path. It has no
//! values, and no name that a person needs: functions over many collections take it as a parameter, with one of the
//! bounds below ([`DateProperty`] and its siblings).
//!
//! What a marker declares are types ([`kind::yes`] and [`kind::no`]) and not constants, because rules are bounds and a
//! bound cannot ask for a constant's value.

use super::{
    fields::HasFields,
    kind,
    property::{PropertyType, VectorType, read_if_there},
};
use crate::plain::{broken::Broken, error::Result, wire::Slot};

/// What a collection or nested object declares as a whole: each is [`kind::yes`] or [`kind::no`].
///
/// A server cannot switch the first three later, in either direction (1.39.0: "setting is immutable"); `sync` treats a
/// change of them as one that needs a new collection.
pub trait Owner: 'static {
    /// `inverted(null_state)`: whether [`is_null`](crate::token::Field::is_null) may be asked
    type NullState;
    /// `inverted(property_length)`: whether [`len`](crate::token::Field::len) may be asked
    type Lengths;
    /// `inverted(timestamps)`: whether `created_at` and `updated_at` may be filtered by; on unless `versioned = false`
    type Timestamps;
    /// `preview(nested_filters)`: whether filters may look inside nested objects
    type NestedFilters;
    /// Whether a field of it has an index to filter by: of an object without one a server does not know where it is absent
    type Indexed;
}

/// A field of a collection or nested object: a type of its own, made by the derive and never by hand.
pub trait Property: 'static {
    /// The struct that it is a field of.
    type Owner: Owner;
    /// Whether the object's id is made of it: [`kind::yes`] for the field with `key`, which an update leaves alone.
    type Key;
    /// The field's type as it is written, `Option` and `Vec` included.
    type Type: PropertyType;
    /// The kind of that type, one of [`kind`]: the same for an `Option` and what is in it.
    type Kind;
    /// Whether there is an index to filter by: [`kind::no`] after `filterable = false`, unless it has `range`.
    type Filterable: kind::Whether;
    /// Whether search by words covers it, if it is text: [`kind::no`] after `searchable = false`.
    type Searchable;
    /// Whether the index to filter by holds its values, which metrics are computed of: a range index does not.
    type Valued: kind::Whether;
    /// Whether the struct has a value for objects that lack it: [`kind::yes`] after `default`.
    type Defaulted;
    /// How its text is cut into tokens: one of [`kind::tokenization`]; means nothing where the kind is not text.
    type Tokenization;
    /// What is done to its words besides: [`kind::analyzer`] after `analyzer(…)`, else [`kind::no`].
    type Analyzer;
    /// Its name on the server.
    const NAME: &'static str;
    /// Whether it is a step of an [`AnyLink`](crate::property::AnyLink), one of the collections that it leads to. `NAME` is then
    /// the link's own, because a server knows no property of the step's name.
    const STEP: bool = false;
    /// What an object has that lacks it, where the struct says so.
    const DEFAULT: Option<fn() -> Self::Type> = None;
    /// What adds the values that its rules (`validate`) do not allow, where it has some.
    const RULES: Option<fn(&Self::Type, &mut Vec<Broken>)> = None;
}

/// A property that declares nothing beyond its type, as most do: what all of these have in common is written here, and not
/// by the derive for each, which was a sixth of what a derive cost a compiler.
pub trait Plain: 'static {
    /// The struct that it is a field of.
    type Owner: Owner;
    /// The field's type as it is written.
    type Type: PropertyType;
    /// Its name on the server.
    const NAME: &'static str;
}

impl<P: Plain> Property for P {
    type Owner = P::Owner;
    type Key = kind::no;
    type Type = P::Type;
    type Kind = <P::Type as PropertyType>::Kind;
    type Filterable = kind::yes;
    type Searchable = kind::yes;
    type Valued = kind::yes;
    type Defaulted = kind::no;
    type Tokenization = kind::tokenization::word;
    type Analyzer = kind::no;
    const NAME: &'static str = P::NAME;
}

/// A struct of which the field `P` has a default: written in it, so that the expression means by `Self` what it says.
pub trait Defaults<P: Property> {
    /// The default.
    fn default() -> P::Type;
}

/// Reads what was found for a property, or the default where that is nothing.
#[inline]
pub(crate) fn read<P: Property>(slot: &Slot<'_>) -> Result<P::Type> {
    match P::DEFAULT {
        None => P::Type::read_slot(slot),
        Some(default) => Ok(read_if_there(slot)?.unwrap_or_else(default)),
    }
}

/// A field that is a named vector: it carries `#[weaviate(vector)]`.
pub trait VectorProperty: Property<Type: VectorType> {
    /// How the distance of two of them is measured: one of [`kind::distance`], `cosine` unless declared otherwise.
    type Distance;
    /// The module that makes it: one of [`modules::vectorizer`](crate::plain::modules::vectorizer), or
    /// [`no_vectorizer`](crate::plain::modules::no_vectorizer).
    type Vectorizer;
}

/// A link to several collections, which has a step for each of them.
///
/// The derive reads their names from the field's type, so this fails for an alias of an
/// [`AnyLink`](crate::property::AnyLink): write the type out.
#[diagnostic::on_unimplemented(
    message = "the collections behind `{Self}` have no names",
    label = "write the field's type out: `AnyLink<(Article, Author)>`"
)]
pub trait Choice: Property + HasFields {}

/// The collection that `P` leads to, if it is a step of a link to several.
pub(crate) fn target<P: Property>() -> Option<&'static str> {
    <P::Type as PropertyType>::TYPE.targets.first().filter(|_| P::STEP).map(|target| target.get().name)
}

/// Declares short names for bounds of generic functions: a kind, and an index to filter by.
macro_rules! properties_of {
    ($($(#[$meta:meta])* $name:ident: $kind:ident $(, $what:ident = $is:ty)*;)*) => { $(
        $(#[$meta])*
        pub trait $name: Property<Kind = kind::$kind, Filterable = kind::yes, Valued = kind::yes $(, $what = $is)*>{}
        impl<P: Property<Kind = kind::$kind, Filterable = kind::yes, Valued = kind::yes $(, $what = $is)*>> $name for P {}
    )* };
}

properties_of! {
    /// A date property that filters and sorts, `Option` or not: a bound for functions over many collections.
    ///
    /// ```
    /// # #[cfg(feature = "chrono")] {
    /// use weaviate_query::{Filter, token::{DateProperty, Field}};
    ///
    /// fn since<C, P: DateProperty>(date: Field<C, (), P>, from: chrono::DateTime<chrono::Utc>) -> Filter<C> {
    ///     date.ge(from)
    /// }
    /// # }
    /// ```
    DateProperty: date;
    /// An int property that filters and sorts, as [`DateProperty`] is for dates.
    IntProperty: int;
    /// A number property that filters and sorts, as [`DateProperty`] is for dates.
    NumberProperty: number;
    /// A boolean property that filters and sorts, as [`DateProperty`] is for dates.
    BooleanProperty: boolean;
    /// A uuid property that filters, as [`DateProperty`] is for dates. A server sorts by none.
    UuidProperty: uuid;
    /// A text property with `tokenization = field` that filters and sorts, as [`DateProperty`] is for dates.
    ExactTextProperty: text, Tokenization = kind::tokenization::field;
}
