//! What a field is, as a type of its own that the derive makes: rules are about it, and messages name it.

use super::{
    fields::HasFields,
    kind,
    property::{PropertyType, VectorType},
};

/// What a collection or nested object declares as a whole.
pub trait Owner: 'static {
    /// `inverted(null_state)`
    type NullState;
    /// `inverted(property_length)`
    type Lengths;
    /// `inverted(timestamps)`
    type Timestamps;
    /// `preview(nested_filters)`
    type NestedFilters;
}

/// A field of a collection or nested object: a type of its own, made by the derive.
pub trait Property: 'static {
    /// The struct that it is a field of.
    type Owner: Owner;
    /// The field's type.
    type Type: PropertyType;
    /// The kind of that type.
    type Kind;
    /// Whether there is an index to filter by.
    type Filterable;
    /// Whether keyword search covers it.
    type Searchable;
    /// How its text is cut into tokens.
    type Tokenization;
    /// Its name on the server.
    const NAME: &'static str;
    /// Whether it is one of the collections that a link leads to: `NAME` is then the link's.
    const STEP: bool = false;
}

/// A field that is a named vector.
pub trait VectorProperty: Property<Type: VectorType> {
    /// How far apart two of them are.
    type Distance;
    /// The module that makes it: one of [`modules::vectorizer`](crate::plain::modules::vectorizer), or
    /// [`no_vectorizer`](crate::plain::modules::no_vectorizer).
    type Vectorizer;
}

/// A link to several collections: the derive names them where the field's type is written out.
#[diagnostic::on_unimplemented(
    message = "the collections behind `{Self}` have no names",
    label = "write the field's type out: `AnyLink<(Article, Author)>`"
)]
pub trait Choice: Property + HasFields {}

/// The collection that a step leads to.
pub(crate) fn target<P: Property>() -> Option<&'static str> {
    <P::Type as PropertyType>::TYPE.targets.first().filter(|_| P::STEP).map(|target| target().name)
}

/// Aliases for the bounds of generic functions: what a property must be like to be compared.
macro_rules! properties_of {
    ($($(#[$meta:meta])* $name:ident: $kind:ident $(, $what:ident = $is:ty)*;)*) => { $(
        $(#[$meta])*
        pub trait $name: Property<Kind = kind::$kind, Filterable = kind::yes $(, $what = $is)*>{}
        impl<P: Property<Kind = kind::$kind, Filterable = kind::yes $(, $what = $is)*>> $name for P {}
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
    /// A uuid property that filters and sorts, as [`DateProperty`] is for dates.
    UuidProperty: uuid;
    /// A text property with `tokenization = field` that filters and sorts, as [`DateProperty`] is for dates.
    ExactTextProperty: text, Tokenization = kind::tokenization::field;
}
